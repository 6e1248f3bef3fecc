import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import type { AboutBody } from "../../lib/scan/body/read_body.ts";
import { createEngine } from "../../lib/scan/engine.ts";
import type { Detector } from "../../lib/scan/finding.ts";
import { scanBytesSteps } from "../../lib/scan/scan_bytes.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import type { TextView } from "../../lib/scan/text_view.ts";
import { Secret } from "../../lib/secret.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const VALUE = "Vq7mZ2xK9pLw4TbR";
const engine = createEngine({ rules: [], secrets: [{ name: "OWN", value: new Secret(VALUE) }] });
const plain = { contentType: undefined, contentEncoding: [] };
const options = {
  detectors: new Set<Detector>(["known_secrets"]),
  surfaceKind: "body",
} as const;

function scan(body: Uint8Array, about: AboutBody) {
  return runSteps(scanBytesSteps(engine, body, about, options));
}

Deno.test("scanBytesSteps() tells a value once, wherever it stands", async () => {
  const { findings, refused } = await scan(bytesOf(`${VALUE} and ${VALUE}`), plain);
  assert.deepEqual(findings.map(({ kind, views }) => [kind, views]), [["OWN", []]]);
  assert.equal(refused, undefined);
});

Deno.test("scanBytesSteps() looks through what a body holds under its codings", async () => {
  const { findings } = await scan(gzipSync(`a ${VALUE} z`), plain);
  assert.deepEqual(findings.map(({ kind }) => kind), ["OWN"]);
});

Deno.test("scanBytesSteps() says why a body cannot be read, and finds nothing in a clean one", async () => {
  const broken = { contentType: undefined, contentEncoding: ["gzip"] };
  assert.equal(typeof (await scan(bytesOf("no gzip"), broken)).refused, "string");
  assert.deepEqual((await scan(bytesOf("clean"), plain)).findings, []);
});

Deno.test("scanBytesSteps() looks once through a text that stands in a body twice", async () => {
  const looked: string[] = [];
  const counting = {
    ...engine,
    *scanSteps(view: TextView) {
      looked.push(view.views.join(" "));
      yield;
      return [];
    },
  };
  const text = "the same text in both";
  const twice = Buffer.concat([bytesOf("-"), gzipSync(text), bytesOf("-"), gzipSync(text)]);
  await runSteps(scanBytesSteps(counting, twice, plain, options));
  assert.deepEqual(looked, ["", "gzip"]);
});
