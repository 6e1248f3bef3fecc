import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { limits } from "../../lib/limits.ts";
import { Blocked } from "../../lib/proxy/blocked.ts";
import { type Body, framedBody } from "../../lib/proxy/body.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { screenedAnswer, screenInterim } from "../../lib/proxy/screened_answer.ts";
import { Secret } from "../../lib/secret.ts";
import type { Fields } from "../../lib/wire/field.ts";
import type { Framing } from "../../lib/wire/message.ts";
import { KNOWN, TOKEN } from "../support/engine.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { testParts } from "../support/proxy_parts.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

const secrets = [{ name: "EGRESS_TOKEN_0", value: new Secret(KNOWN) }];
const parts = testParts({ secrets });
const head = (fields: Fields) => ({ version: "1.1", status: 201, reason: "OK", fields } as const);

function answer(framing: Framing, pieces: (string | Uint8Array)[], fields: Fields = []) {
  const stream = fakeStream(...pieces);
  if (framing.kind === "close") stream.feedEnd();
  return { head: head(fields), framing, body: framedBody(new Reader(stream), framing, "upstream") };
}

function known(text: string | Uint8Array, fields: Fields = []) {
  const bytes = typeof text === "string" ? bytesOf(text) : text;
  return answer({ kind: "length", length: bytes.length }, [bytes], fields);
}

async function readAll(body: Body): Promise<string> {
  let text = "";
  for (let slice = await body.read(); slice; slice = await body.read()) text += textOf(slice);
  return text;
}

const isReflected = (error: unknown): boolean => {
  assert.ok(error instanceof Blocked);
  assert.deepEqual([error.refusal.reason, error.responseStatus], ["credential-reflected", 201]);
  return true;
};

Deno.test("screenedAnswer() gives what holds no known secret unchanged, an unknown token too", async () => {
  assert.equal(
    await readAll((await screenedAnswer(parts, known(`a ${TOKEN}`))).body),
    `a ${TOKEN}`,
  );
  const long = "words ".repeat(50_000);
  assert.equal(await readAll((await screenedAnswer(parts, known(long))).body), long);
  const endless = answer({ kind: "close" }, ["abc", "def"]);
  assert.equal(await readAll((await screenedAnswer(parts, endless)).body), "abcdef");
});

Deno.test("screenedAnswer() refuses a secret in the head, and in a small body before any of it is given", async () => {
  const refused = [
    known("ok", [["X-Echo", KNOWN]]),
    known(`you sent ${KNOWN}`),
    known(btoa(`Bearer ${KNOWN}`)),
    known(gzipSync(bytesOf(KNOWN)), [["Content-Encoding", "gzip"]]),
  ];
  for (const one of refused) await assert.rejects(screenedAnswer(parts, one), isReflected);
});

Deno.test("screenedAnswer() looks through what cannot be undone as it stands", async () => {
  const broken = [["Content-Encoding", "gzip"]] as const;
  await assert.rejects(screenedAnswer(parts, known(`no gzip: ${KNOWN}`, broken)), isReflected);
  const clean = await screenedAnswer(parts, known("no gzip: nothing", broken));
  assert.equal(await readAll(clean.body), "no gzip: nothing");
});

Deno.test("screenedAnswer() cuts a stream at a secret, wherever it is cut into slices", async () => {
  const filler = "words ".repeat(limits.heldAnswerBytes / 6);
  for (let at = 1; at < KNOWN.length; at += 3) {
    const pieces = [filler, `a ${KNOWN.slice(0, at)}`, `${KNOWN.slice(at)} b`];
    const { body } = await screenedAnswer(parts, answer({ kind: "close" }, pieces));
    let text = "";
    await assert.rejects(async () => {
      for (let slice = await body.read(); slice; slice = await body.read()) text += textOf(slice);
    }, isReflected);
    assert.ok(`${filler}a `.startsWith(text), `cut at ${at}`);
  }
});

Deno.test("screenedAnswer() lets an event of a stream pass at once", async () => {
  const stream = fakeStream("data: one\n\n");
  const framing = { kind: "close" } as const;
  const { body } = await screenedAnswer(parts, {
    head: head([["Content-Type", "text/event-stream"]]),
    framing,
    body: framedBody(new Reader(stream), framing, "upstream"),
  });
  assert.equal(textOf(await body.read() ?? new Uint8Array()), "data: one\n\n");
});

Deno.test("screenedAnswer() looks through trailers before the body is whole", async () => {
  const sent = `3\r\nabc\r\n0\r\nX-Sum: ${KNOWN}\r\n\r\n`;
  const { body } = await screenedAnswer(parts, answer({ kind: "chunked" }, [sent]));
  await assert.rejects(readAll(body), isReflected);
});

Deno.test("screenedAnswer() leaves the body alone where there is no known secret", async () => {
  const one = known("abc");
  assert.equal((await screenedAnswer(testParts(), one)).body, one.body);
});

Deno.test("screenedAnswer() lets back what the operator let out, in a head, a held body and a stream", async () => {
  const approved = (value: string) => value === KNOWN;
  const endless = answer({ kind: "close" }, [`a ${KNOWN} b`]);
  for (const one of [known(`a ${KNOWN} b`, [["X-Echo", KNOWN]]), endless]) {
    assert.equal(await readAll((await screenedAnswer(parts, one, approved)).body), `a ${KNOWN} b`);
  }
});

Deno.test("screenInterim() refuses a secret in an interim answer", async () => {
  await screenInterim(parts, head([["Link", "</a>"]]));
  await assert.rejects(screenInterim(parts, head([["Link", `<${KNOWN}>`]])), isReflected);
});
