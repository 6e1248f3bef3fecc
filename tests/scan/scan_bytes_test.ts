import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { createEngine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { scanBytes } from "../../lib/scan/scan_bytes.ts";
import { Secret } from "../../lib/secret.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const VALUE = "Vq7mZ2xK9pLw4TbR";
const engine = createEngine({ rules: [], secrets: [{ name: "OWN", value: new Secret(VALUE) }] });
const plain = { contentType: undefined, contentEncoding: [] };
const options = {
  detectors: new Set<Detector>(["known_secrets"]),
  surfaceKind: "body",
} as const;

Deno.test("scanBytes() tells a value once, wherever it stands", () => {
  const { findings, refused } = scanBytes(engine, bytesOf(`${VALUE} and ${VALUE}`), plain, options);
  assert.deepEqual(findings.map(({ kind, views }) => [kind, views]), [["OWN", []]]);
  assert.equal(refused, undefined);
});

Deno.test("scanBytes() looks through what a body holds under its codings", () => {
  const { findings } = scanBytes(engine, gzipSync(`a ${VALUE} z`), plain, options);
  assert.deepEqual(findings.map(({ kind }) => kind), ["OWN"]);
});

Deno.test("scanBytes() says why a body cannot be read, and finds nothing in a clean one", () => {
  const broken = { contentType: undefined, contentEncoding: ["gzip"] };
  assert.equal(typeof scanBytes(engine, bytesOf("no gzip"), broken, options).refused, "string");
  assert.deepEqual(scanBytes(engine, bytesOf("clean"), plain, options).findings, []);
});
