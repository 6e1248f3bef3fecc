import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import type { Finding } from "../../../lib/scan/finding.ts";
import { redactRequest, type RequestParts } from "../../../lib/scan/redact/redact_request.ts";
import { Secret } from "../../../lib/secret.ts";

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
  return redactRequest({ ...BARE, ...parts }, findings);
}

Deno.test("redactRequest() rewrites every part, wherever the finding was", () => {
  const parts = {
    path: `/v1/${VALUE}/x`,
    query: "a=tok%5flive_0123456789abcdef&b=2",
    fields: [["X-Key", `Bearer ${VALUE}`], ["cookie", `a=1; b=${VALUE}`]] as const,
    body: Buffer.from(JSON.stringify({ a: VALUE })),
    contentType: "application/json",
  };
  const result = redact(parts, finding("body"));
  assert.ok(result.kind === "redacted");
  assert.equal(result.path, "/v1/********/x");
  assert.equal(result.query, "a=********&b=2");
  assert.deepEqual(result.fields, [["X-Key", "Bearer ********"], ["cookie", "a=1; b=********"]]);
  assert.equal(Buffer.from(result.body ?? "").toString(), '{"a":"********"}');
});

Deno.test("redactRequest() rewrites Basic credentials as a whole", () => {
  const encoded = Buffer.from(`user:${VALUE}`).toString("base64");
  const fields = [["Authorization", `Basic ${encoded}`]] as const;
  const result = redact({ fields }, finding("header authorization", { views: ["basic"] }));
  assert.ok(result.kind === "redacted");
  assert.deepEqual(result.fields, [["Authorization", "Basic ********"]]);
});

Deno.test("redactRequest() never rewrites the host or names", () => {
  const fields = [["hOST", VALUE], ["x", VALUE]] as const;
  const result = redact({ fields }, finding("header x"));
  assert.ok(result.kind === "redacted");
  assert.deepEqual(result.fields, [["hOST", VALUE], ["x", "********"]]);
  for (const surface of ["host", "header name", "somewhere else"]) {
    assert.equal(redact({ fields }, finding(surface)).kind, "refuse");
  }
});

Deno.test("redactRequest() refuses what has no value, hides in Unicode, or is too short", () => {
  const path = `/${VALUE}`;
  assert.equal(redact({ path }, finding("path")).kind, "redacted");
  assert.equal(redact({ path }, finding("path", { value: undefined })).kind, "refuse");
  assert.equal(redact({ path }, finding("path", { detector: "unicode_evasion" })).kind, "refuse");
  assert.equal(redact({ path }, finding("path", { value: new Secret("tok") })).kind, "refuse");
});

Deno.test("redactRequest() refuses a value that it cannot locate where it was found", () => {
  const body = Buffer.from(JSON.stringify(["tok_live_", "0123456789abcdef"]));
  const parts = { body, contentType: "application/json", path: `/${VALUE}` };
  const result = redact(parts, finding("path"), finding("body", { views: ["json", "joined"] }));
  assert.deepEqual(result, {
    kind: "refuse",
    why: "what was found in the body cannot be located exactly",
  });
  assert.equal(redact({}, finding("body")).kind, "refuse");
});

Deno.test("redactRequest() drops Content-Encoding where it decoded the body", () => {
  const parts = {
    body: gzipSync(VALUE),
    contentEncoding: ["gzip"],
    fields: [["Content-Encoding", "gzip"], ["a", "b"]] as const,
  };
  const result = redact(parts, finding("body", { views: ["gzip"] }));
  assert.ok(result.kind === "redacted");
  assert.deepEqual(result.fields, [["a", "b"]]);
  const untouched = redact(
    { ...parts, body: gzipSync("clean"), path: `/${VALUE}` },
    finding("path"),
  );
  assert.ok(untouched.kind === "redacted" && untouched.fields.length === 2);
});

Deno.test("redactRequest() replaces a value that holds another whole", () => {
  const long = finding("path", { value: new Secret(`postgres://a:${VALUE}@db`) });
  const result = redact({ path: `/x?postgres://a:${VALUE}@db` }, finding("path"), long);
  // The shorter value went with the longer one; it was on the same surface and is gone.
  assert.equal(result.kind === "redacted" ? result.path : result.why, "/x?********");
});

Deno.test("redactRequest() leaves no value in its words", () => {
  const result = redact({ path: `/${VALUE}` }, finding("body"), finding("host"));
  assert.ok(!JSON.stringify(result).includes(VALUE));
});

Deno.test("redactRequest() refuses more work than its bounds allow", () => {
  const many = Array.from({ length: 65 }, (_, i) => `${VALUE}_${100 + i}`);
  const path = `/${many.join("/")}`;
  const findings = many.map((value) => finding("path", { value: new Secret(value) }));
  assert.equal(redact({ path }, ...findings).kind, "refuse");
  assert.equal(redact({ path }, ...findings.slice(1)).kind, "redacted");
  const body = Buffer.alloc(9 * 1024 * 1024, "x");
  assert.equal(redact({ path, body }, ...findings.slice(0, 2)).kind, "refuse");
});

Deno.test("redactRequest() takes a part that it located for a value that joining made longer", () => {
  const longer = finding("query", { value: new Secret(`1${VALUE}`), views: ["form", "joined"] });
  const query = `a=1&b=${VALUE}`;
  const result = redact({ query }, finding("query"), longer);
  assert.equal(result.kind === "redacted" ? result.query : result.why, "a=1&b=********");
  assert.equal(redact({ query }, longer).kind, "refuse");
});
