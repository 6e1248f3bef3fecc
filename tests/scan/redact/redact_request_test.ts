import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { createEngine } from "../../../lib/scan/engine.ts";
import type { Finding } from "../../../lib/scan/finding.ts";
import { redactRequestSteps, type RequestParts } from "../../../lib/scan/redact/redact_request.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { bodyDetectors } from "../../../lib/scan/scan_bytes.ts";
import { Secret } from "../../../lib/secret.ts";
import { sampleSecrets, SECRET_VALUE } from "../../support/scan_samples.ts";

const VALUE = "tok_live_0123456789abcdef";
const BARE: RequestParts = {
  path: "/v1",
  query: "",
  fields: [["Host", "example.com"]],
  contentType: undefined,
  contentEncoding: [],
};

function finding(surface: string, more: Partial<Finding> = {}): Finding {
  return {
    detector: "token_patterns",
    kind: "some-rule",
    severity: "block",
    reason: "a token",
    value: new Secret(VALUE),
    surface,
    views: [],
    context: "",
    span: undefined,
    ...more,
  };
}

function redact(parts: Partial<RequestParts>, ...findings: Finding[]) {
  return runSteps(redactRequestSteps({ ...BARE, ...parts }, findings));
}

Deno.test("redactRequestSteps() rewrites every part, wherever the finding was", async () => {
  const parts = {
    path: `/v1/${VALUE}/x`,
    query: "a=tok%5flive_0123456789abcdef&b=2",
    fields: [["X-Key", `Bearer ${VALUE}`], ["cookie", `a=1; b=${VALUE}`]] as const,
    body: Buffer.from(JSON.stringify({ a: VALUE })),
    contentType: "application/json",
  };
  const result = await redact(parts, finding("body"));
  assert.ok(result.kind === "redacted");
  assert.equal(result.path, "/v1/********/x");
  assert.equal(result.query, "a=********&b=2");
  assert.deepEqual(result.fields, [["X-Key", "Bearer ********"], ["cookie", "a=1; b=********"]]);
  assert.equal(Buffer.from(result.body ?? "").toString(), '{"a":"********"}');
});

Deno.test("redactRequestSteps() rewrites Basic credentials as a whole", async () => {
  const encoded = Buffer.from(`user:${VALUE}`).toString("base64");
  const fields = [["Authorization", `Basic ${encoded}`]] as const;
  const result = await redact({ fields }, finding("header authorization", { views: ["basic"] }));
  assert.ok(result.kind === "redacted");
  assert.deepEqual(result.fields, [["Authorization", "Basic ********"]]);
});

Deno.test("redactRequestSteps() never rewrites the host or names", async () => {
  const fields = [["hOST", VALUE], ["x", VALUE]] as const;
  const result = await redact({ fields }, finding("header x"));
  assert.ok(result.kind === "redacted");
  assert.deepEqual(result.fields, [["hOST", VALUE], ["x", "********"]]);
  for (const surface of ["host", "header name", "somewhere else"]) {
    assert.equal((await redact({ fields }, finding(surface))).kind, "refuse");
  }
});

Deno.test("redactRequestSteps() refuses what has no value, hides in Unicode, or is too short", async () => {
  const path = `/${VALUE}`;
  assert.equal((await redact({ path }, finding("path"))).kind, "redacted");
  assert.equal((await redact({ path }, finding("path", { value: undefined }))).kind, "refuse");
  assert.equal(
    (await redact({ path }, finding("path", { detector: "unicode_evasion" }))).kind,
    "refuse",
  );
  assert.equal(
    (await redact({ path }, finding("path", { value: new Secret("tok") }))).kind,
    "refuse",
  );
});

Deno.test("redactRequestSteps() refuses a value that it cannot locate where it was found", async () => {
  const body = Buffer.from(JSON.stringify(["tok_live_", "0123456789abcdef"]));
  const parts = { body, contentType: "application/json", path: `/${VALUE}` };
  const result = await redact(
    parts,
    finding("path"),
    finding("body", { views: ["json", "joined"] }),
  );
  assert.deepEqual(result, {
    kind: "refuse",
    why: "what was found in the body cannot be located exactly",
  });
  assert.equal((await redact({}, finding("body"))).kind, "refuse");
});

Deno.test("redactRequestSteps() drops Content-Encoding where it decoded the body", async () => {
  const parts = {
    body: gzipSync(VALUE),
    contentEncoding: ["gzip"],
    fields: [["Content-Encoding", "gzip"], ["a", "b"]] as const,
  };
  const result = await redact(parts, finding("body", { views: ["gzip"] }));
  assert.ok(result.kind === "redacted");
  assert.deepEqual(result.fields, [["a", "b"]]);
  const untouched = await redact(
    { ...parts, body: gzipSync("clean"), path: `/${VALUE}` },
    finding("path"),
  );
  assert.ok(untouched.kind === "redacted" && untouched.fields.length === 2);
});

Deno.test("redactRequestSteps() replaces a value that holds another whole", async () => {
  const long = finding("path", { value: new Secret(`postgres://a:${VALUE}@db`) });
  const result = await redact({ path: `/x?postgres://a:${VALUE}@db` }, finding("path"), long);
  // The shorter value went with the longer one; it was on the same surface and is gone.
  assert.equal(result.kind === "redacted" ? result.path : result.why, "/x?********");
});

Deno.test("redactRequestSteps() leaves no value in its words", async () => {
  const result = await redact({ path: `/${VALUE}` }, finding("body"), finding("host"));
  assert.ok(!JSON.stringify(result).includes(VALUE));
});

Deno.test("redactRequestSteps() refuses more work than its bounds allow", async () => {
  const many = Array.from({ length: 65 }, (_, i) => `${VALUE}_${100 + i}`);
  const path = `/${many.join("/")}`;
  const findings = many.map((value) => finding("path", { value: new Secret(value) }));
  assert.equal((await redact({ path }, ...findings)).kind, "refuse");
  assert.equal((await redact({ path }, ...findings.slice(1))).kind, "redacted");
  const body = Buffer.alloc(33 * 1024 * 1024, "x");
  assert.equal((await redact({ path, body }, ...findings.slice(1))).kind, "refuse");
});

Deno.test("redactRequestSteps() takes a part that it located for a value that joining made longer", async () => {
  const longer = finding("query", { value: new Secret(`1${VALUE}`), views: ["form", "joined"] });
  const query = `a=1&b=${VALUE}`;
  const result = await redact({ query }, finding("query"), longer);
  assert.equal(result.kind === "redacted" ? result.query : result.why, "a=1&b=********");
  assert.equal((await redact({ query }, longer)).kind, "refuse");
});

Deno.test("redactRequestSteps() refuses a body in which a value begins too often", async () => {
  const value = `to${"x".repeat(8000)}`;
  const often = finding("path", { value: new Secret(value) });
  const body = Buffer.from("to".repeat(300_000));
  assert.equal((await redact({ path: `/${value}`, body }, often)).kind, "refuse");
  assert.equal(
    (await redact({ path: `/${value}`, body: body.subarray(500_000) }, often)).kind,
    "redacted",
  );
});

Deno.test("redactRequestSteps() refuses a value that is too long for a pattern", async () => {
  const long = finding("path", { value: new Secret(VALUE.repeat(2000)) });
  assert.equal((await redact({ path: `/${VALUE}` }, finding("path"), long)).kind, "refuse");
  assert.match(JSON.stringify(await redact({}, long)), /too long/);
});

const engine = createEngine({ rules: [], secrets: sampleSecrets });

/** What is sent of a text in JSON in which the engine finds the known secret. */
async function sentOf(text: string): Promise<unknown> {
  const body = Buffer.from(JSON.stringify({ note: text }));
  const findings = engine.scan({ surface: "body", views: [], text: body.toString("latin1") }, {
    detectors: bodyDetectors,
    surfaceKind: "body",
  });
  assert.ok(findings.length > 0, text.replaceAll(SECRET_VALUE, "SECRET"));
  const result = await redact({ body, contentType: "application/json" }, ...findings);
  assert.ok(result.kind === "redacted" && result.body !== undefined);
  return JSON.parse(Buffer.from(result.body).toString()).note;
}

const encodings = {
  "base64": (text: string) => Buffer.from(text).toString("base64"),
  "base64 without padding": (text: string) =>
    Buffer.from(text).toString("base64").replace(/=/g, ""),
  "base64 for URLs": (text: string) => Buffer.from(text).toString("base64url"),
  "hex": (text: string) => Buffer.from(text).toString("hex"),
};

for (const [how, encode] of Object.entries(encodings)) {
  Deno.test(`redactRequestSteps() leaves nothing of a known secret in ${how}, whatever stands beside it`, async () => {
    for (const before of ["", "u", "me", "me:", "user:"]) {
      for (const after of ["", "\n", "!!", ", and more"]) {
        const run = encode(`${before}${SECRET_VALUE}${after}`);
        assert.equal(await sentOf(`see ${run} there`), "see ******** there", `${before}|${after}`);
        assert.equal(await sentOf(`\n${run}\n`), "\n********\n", `${before}|${after}`);
      }
    }
  });
}

Deno.test("redactRequestSteps() leaves what stands beside a known secret that is not encoded", async () => {
  assert.equal(await sentOf(`id_${SECRET_VALUE}_and=more`), "id_********_and=more");
});
