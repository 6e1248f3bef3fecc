import assert from "node:assert/strict";
import { sameReading } from "../../lib/proxy/same_reading.ts";
import { credential } from "../support/policy_values.ts";
import { testRoute } from "../support/route.ts";

Deno.test("sameReading() is true of routes that differ in who may pass alone", () => {
  assert.ok(sameReading(testRoute(), testRoute({ gitFetch: true, ports: [443] })));
});

Deno.test("sameReading() is false where detectors, consequence or credential differ", () => {
  const others = [
    testRoute({ outboundDetectors: [] }),
    testRoute({ outboundOnMatch: "redact" }),
    testRoute({ credential: credential() }),
  ];
  for (const other of others) assert.equal(sameReading(testRoute(), other), false);
});
