import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { createRedactor } from "../../lib/log/redact.ts";
import { testEngine, TOKEN } from "../support/engine.ts";
import { Secret } from "../../lib/secret.ts";

const redactor = (...values: string[]) =>
  createRedactor(() =>
    values.map((value, index) => ({ name: `S${index}`, value: new Secret(value) }))
  );

const secret = 'dummy/Sécret+value "1"\\';

Deno.test("createRedactor() replaces every form of a known secret", () => {
  const redact = redactor(secret);
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    bytes.toString("base64"),
    bytes.toString("base64url"),
    bytes.toString("base64").replace(/=+$/, ""),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    encodeURIComponent(secret),
    encodeURIComponent(secret).replace(/%../g, (escape) => escape.toLowerCase()),
    encodeURIComponent(secret).replaceAll("%20", "+"),
    bytes.toString("hex").replace(/../g, "%$&"),
    JSON.stringify(secret).slice(1, -1),
  ];
  for (const form of forms) {
    assert.equal(redact(`a ${form} b`).replace(/=*/g, ""), "a ******** b", form);
  }
});

Deno.test("createRedactor() finds a secret in the middle of longer base64, at each of the three places", () => {
  const redact = redactor("dummy-secret-value");
  for (const before of ["", "u", "us", "use", "user"]) {
    for (const after of ["", ";", ";x", ";xy"]) {
      const text = Buffer.from(`${before}dummy-secret-value${after}`).toString("base64");
      assert.match(redact(text), /^.{0,8}\*{8}.{0,8}$/, `${before} ${after}`);
    }
  }
});

Deno.test("createRedactor() takes the longest of secrets that contain each other, and all of them", () => {
  const redact = redactor("dummy-value", "dummy-value-longer", "another.value");
  assert.equal(
    redact("dummy-value-longer dummy-value another.value anotherxvalue"),
    "******** ******** ******** anotherxvalue",
  );
});

Deno.test("createRedactor() leaves short values in texts, but not where they are the whole", () => {
  const redact = redactor("300", "");
  assert.equal(redact("after 300s"), "after 300s");
  assert.equal(redact("300"), "********");
  assert.equal(redact(""), "");
});

Deno.test("createRedactor() sees secrets that come and go", () => {
  let values = [new Secret("dummy-value-1")];
  const redact = createRedactor(() => values.map((value) => ({ name: "S", value })));
  assert.equal(redact("x dummy-value-1 dummy-value-2"), "x ******** dummy-value-2");
  values = [new Secret("dummy-value-2")];
  assert.equal(redact("x dummy-value-1 dummy-value-2"), "x dummy-value-1 ********");
  values = [];
  assert.equal(redact("dummy-value-2"), "dummy-value-2");
});

Deno.test("createRedactor() hides credentials by their shape", () => {
  const redact = redactor();
  const rows = [
    ["Authorization: Bearer abc.DEF-123", "Authorization: Bearer ********"],
    ["basic dXNlcjpwYXNz, x", "basic ********, x"],
    ["BEARER aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "BEARER ********"],
    ["https://user:pass@host.example/x", "https://********@host.example/x"],
    ["https://host.example/@scope/x", "https://host.example/@scope/x"],
    ["a bearer of news, basic authentication", "a bearer of news, basic authentication"],
  ] as const;
  for (const [text, shown] of rows) assert.equal(redact(text), shown);
});

Deno.test("createRedactor() stays linear on texts made to be slow", () => {
  const redact = redactor("dummy-value");
  for (const piece of ["//", "Bearer ", "//a", "bearer a", "dummy-valu", "% "]) {
    const text = piece.repeat(200_000 / piece.length);
    const begin = performance.now();
    redact(text);
    assert.ok(performance.now() - begin < 2_000, piece);
  }
});

Deno.test("redact() takes out what the detectors find, encoded too, and leaves the rest", () => {
  const redact = createRedactor(() => [], testEngine);
  assert.equal(redact(`a ${TOKEN} b`), "a ******** b");
  assert.equal(redact(`a ${btoa(`x ${TOKEN}`)} b`), "a ******** b");
  assert.equal(redact("Grüße, 日本, nothing"), "Grüße, 日本, nothing");
});

Deno.test("redact() shows nothing of a text from which it cannot take what was found", () => {
  const redact = createRedactor(() => [], testEngine);
  assert.equal(redact(`a ${[...TOKEN].join("\u200b")} b`), "********");
});
