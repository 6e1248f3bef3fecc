import assert from "node:assert/strict";
import { atOnce } from "../../lib/scan/body/at_once.ts";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import {
  aboutBody,
  type RequestFacts,
  scanRequest,
  scanTrailers,
} from "../../lib/gate/scan_request.ts";
import type { Route } from "../../lib/policy/route.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";
import { credential, target } from "../support/policy_values.ts";
import { testRoute } from "../support/route.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const NONE: RequestFacts = {
  method: "POST",
  target: target({ host: "a.test" }),
  fields: [["Host", "a.test"]],
  body: undefined,
  trailers: [],
};

async function scanned(facts: Partial<RequestFacts>, route: Route = testRoute()) {
  const all = await runSteps(scanRequest(testEngine(), route, { ...NONE, ...facts }));
  return { ...all, surfaces: all.findings.map(({ surface }) => surface) };
}

Deno.test("scanRequest() reads method, host, path, query, fields, body and trailers", async () => {
  const label = KNOWN.toLowerCase();
  const at = (parts: Partial<RequestFacts>) => scanned(parts).then(({ surfaces }) => surfaces[0]);
  assert.equal(await at({ target: target({ host: `${label}.a.test` }) }), "host");
  assert.equal(await at({ target: target({ host: "a.test", path: `/p/${TOKEN}` }) }), "path");
  assert.equal(await at({ target: target({ host: "a.test", query: `q=${TOKEN}` }) }), "query");
  assert.equal(await at({ method: KNOWN.toUpperCase() }), "method");
  assert.equal(await at({ fields: [["X-Key", TOKEN]] }), "header x-key");
  assert.equal(await at({ fields: [["Cookie", `sid=${TOKEN}`]] }), "header cookie");
  assert.equal(await at({ body: bytesOf(`{"k":"${TOKEN}"}`) }), "body");
  assert.equal(
    await at({ body: bytesOf("abc"), trailers: [["X-Sum", TOKEN]] }),
    "trailer header x-sum",
  );
});

Deno.test("scanRequest() undoes the codings that the head declares, and says what it cannot read", async () => {
  const body = gzipSync(Buffer.from(`note: ${TOKEN}`));
  const gzip = { body, fields: [["Content-Encoding", "gzip"]] as const };
  assert.deepEqual((await scanned(gzip)).surfaces, ["body"]);
  const odd = await scanned({ body: bytesOf("abc"), fields: [["Content-Encoding", "rot26"]] });
  assert.match(odd.refused ?? "", /coding/);
});

Deno.test("scanRequest() refuses a body whose type can be read in two ways, held or streaming", async () => {
  const fields = [["Content-Type", "text/plain"], ["Content-Type", "text/html"]] as const;
  for (const body of [bytesOf("abc"), undefined]) {
    assert.match((await scanned({ fields, body })).refused ?? "", /more than one Content-Type/);
  }
  assert.equal((await scanned({ fields, body: bytesOf("") })).refused, undefined, "no body");
  const off = testRoute({ outboundDetectors: [] });
  assert.equal((await scanned({ fields, body: bytesOf("a") }, off)).refused, undefined, "not read");
});

Deno.test("scanRequest() takes Authorization for a surface only where the route does not replace it", async () => {
  const fields = [["Authorization", `Bearer ${TOKEN}`]] as const;
  assert.deepEqual((await scanned({ fields })).surfaces, ["header authorization"]);
  assert.deepEqual(
    (await scanned({ fields }, testRoute({ credential: credential() }))).surfaces,
    [],
  );
});

Deno.test("scanRequest() reads no body where the route switches the detectors off, but every head for CRLF", async () => {
  const off = testRoute({ outboundDetectors: [] });
  assert.deepEqual((await scanned({ body: bytesOf(TOKEN) }, off)).surfaces, []);
  const split = { target: target({ host: "a.test", path: "/a%0d%0aX-Evil:1" }) };
  assert.deepEqual((await scanned(split, off)).surfaces, ["path"]);
});

Deno.test("scanTrailers() finds nothing where there are none", () => {
  assert.deepEqual(atOnce(scanTrailers(testEngine(), [], { detectors: new Set(["crlf"]) })), []);
});

Deno.test("aboutBody() gives the type, and the codings of all fields in their order", () => {
  const fields = [["content-type", "text/plain"], ["Content-Encoding", "br"], [
    "Content-Encoding",
    "gzip",
  ]] as const;
  assert.deepEqual(aboutBody(fields), {
    contentType: "text/plain",
    contentEncoding: ["br", "gzip"],
  });
});
