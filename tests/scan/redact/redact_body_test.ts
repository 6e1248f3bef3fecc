import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { redactBody, type RedactedBody } from "../../../lib/scan/redact/redact_body.ts";
import { soughtValue } from "../../../lib/scan/redact/sought_value.ts";
import { fullWork } from "../../../lib/scan/redact/work.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

const VALUE = "tok_live_0123456789abcdef";
const PLAIN = { contentType: "application/json", contentEncoding: [] };

type About = Parameters<typeof redactBody>[1];

function rewrite(body: Uint8Array, about: About, values: readonly string[]): Promise<RedactedBody> {
  return runSteps(redactBody(body, about, values.map((value) => soughtValue(value)), fullWork()));
}

function redact(text: string | Uint8Array, about: Partial<About> = {}) {
  const body = typeof text === "string" ? Buffer.from(text) : text;
  return rewrite(body, { ...PLAIN, ...about }, [VALUE]);
}

function text(result: RedactedBody): string {
  assert.equal(result.kind, "redacted");
  return result.kind === "redacted" ? Buffer.from(result.body).toString() : "";
}

Deno.test("redactBody() keeps JSON valid and all other bytes as they are", async () => {
  const result = await redact(
    `{ "é": "a ${VALUE}\\n", "n": 1.0, "b": "tok\\u005flive_0123456789abcdef" }`,
  );
  assert.equal(text(result), '{ "é": "a ********\\n", "n": 1.0, "b": "********" }');
});

Deno.test("redactBody() refuses where JSON would break", async () => {
  const number = await rewrite(Buffer.from('{"pin":123456789}'), PLAIN, ["123456789"]);
  assert.deepEqual(number, { kind: "refuse", why: "the body would no longer be valid JSON" });
  const lines = await rewrite(Buffer.from('{"a":1}\n{"pin":123456789}\n'), PLAIN, ["123456789"]);
  assert.equal(lines.kind, "refuse");
  assert.equal(text(await redact(`{"a":1}\n{"b":"${VALUE}"}\n`)), '{"a":1}\n{"b":"********"}\n');
});

Deno.test("redactBody() sends a coded body decoded, and only if it was rewritten", async () => {
  const body = brotliCompressSync(gzipSync(`"${VALUE}"`));
  const result = await redact(body, { contentEncoding: ["gzip, br"] });
  assert.equal(text(result), '"********"');
  assert.ok(result.kind === "redacted" && result.decoded);
  const clean = gzipSync("clean");
  const same = await redact(clean, { contentEncoding: ["gzip"] });
  assert.ok(same.kind === "redacted" && same.body === clean && !same.decoded);
  assert.equal((await redact("plain", { contentEncoding: ["gzip"] })).kind, "refuse");
});

Deno.test("redactBody() refuses bodies that are no text, and lost boundaries", async () => {
  assert.deepEqual(await redact(`\0${VALUE}`), { kind: "refuse", why: "the body is not text" });
  const about = { contentType: `multipart/form-data; boundary=${VALUE}` };
  assert.match(
    JSON.stringify(await redact(`--${VALUE}\r\n\r\nx\r\n--${VALUE}--`, about)),
    /boundary/,
  );
});

Deno.test("redactBody() rewrites forms and parts", async () => {
  const form = await redact(`a=1&key=tok%5Flive_0123456789abcdef&b=2`, {
    contentType: "application/x-www-form-urlencoded",
  });
  assert.equal(text(form), "a=1&key=********&b=2");
  const about = { contentType: "multipart/form-data; boundary=b" };
  assert.equal(
    text(await redact(`--b\r\n\r\n${VALUE}\r\n--b--`, about)),
    "--b\r\n\r\n********\r\n--b--",
  );
});

Deno.test("redactBody() says which values it located", async () => {
  const result = await rewrite(Buffer.from(`x ${VALUE}`), PLAIN, [VALUE, "tok_absent_value"]);
  assert.ok(result.kind === "redacted");
  assert.deepEqual([...result.located], [VALUE]);
});
