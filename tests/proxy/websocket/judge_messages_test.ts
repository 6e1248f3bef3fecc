import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { Blocked } from "../../../lib/proxy/blocked.ts";
import { judgeMessages } from "../../../lib/proxy/websocket/judge_messages.ts";
import { Secret } from "../../../lib/secret.ts";
import { testAsked } from "../../support/asked.ts";
import { KNOWN, TOKEN } from "../../support/engine.ts";
import { testObserver } from "../../support/observed_requests.ts";
import { target } from "../../support/policy_values.ts";
import { testParts } from "../../support/proxy_parts.ts";
import { testRoute } from "../../support/route.ts";
import { bytesOf } from "../../support/wire_bytes.ts";

const route = testRoute({ outboundOnMatch: "block" });
const secrets = [{ name: "EGRESS_TOKEN_0", value: new Secret(KNOWN) }];
const text = (payload: string) => ({ kind: "text", payload: bytesOf(payload) }) as const;

function judging(way: "out" | "in") {
  const parts = testParts({ routes: [route], secrets });
  const about = { route, target: target({ host: "a.test" }) };
  return { parts, judge: judgeMessages(parts, testAsked(), about, way) };
}

Deno.test("judgeMessages() lets pass what is clean and throws the refusal of what is not", async () => {
  const out = judging("out").judge;
  await out(text("hello"));
  await assert.rejects(out(text(TOKEN)), (error) => {
    assert.ok(error instanceof Blocked);
    assert.deepEqual([error.refusal.reason, error.responseStatus], ["secret-found", undefined]);
    return true;
  });
});

Deno.test("judgeMessages() says of the way in that it is the answer that must not pass", async () => {
  const back = judging("in").judge;
  await back(text(TOKEN));
  await assert.rejects(back(text(KNOWN)), (error) => {
    assert.ok(error instanceof Blocked);
    const { refusal, responseStatus } = error;
    assert.deepEqual([refusal.reason, responseStatus], ["credential-reflected", 101]);
    return true;
  });
});

Deno.test("judgeMessages() judges by the route of the moment", async () => {
  const { parts, judge } = judging("out");
  parts.setRoutes([testRoute({ outboundDetectors: [] })]);
  await judge(text(TOKEN));
  parts.setRoutes([route]);
  await assert.rejects(judge(text(TOKEN)), Blocked);
});

Deno.test("judgeMessages() judges large messages in their turn", async () => {
  const { judge } = judging("out");
  const large = "some words ".repeat(limits.largeScanBytes / 8);
  await judge(text(large));
  await assert.rejects(judge(text(large + TOKEN)), Blocked);
});

Deno.test("judgeMessages() warns, but not without end", async () => {
  const { parts } = judging("out");
  const dense = testRoute({ outboundDetectors: ["entropy"] });
  parts.setRoutes([dense]);
  const about = { route: dense, target: target({ host: "a.test" }) };
  const judge = judgeMessages(parts, testAsked(), about, "out");
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const message = text(letters + [...letters].reverse().join(""));
  for (let count = 0; count < limits.streamWarnings + 5; count++) await judge(message);
  assert.equal(parts.events.length, limits.streamWarnings);
  assert.equal(parts.events[0]?.event, "egress_warn");
});

Deno.test("judgeMessages() notes the bytes of both ways where somebody looks on", async () => {
  const parts = testParts({ routes: [route], secrets });
  const { begin } = testObserver();
  const asked = { ...testAsked(), trace: begin() };
  const about = { route, target: target({ host: "a.test" }) };
  await judgeMessages(parts, asked, about, "out")(text("hello"));
  await judgeMessages(parts, asked, about, "in")(text("you"));
  assert.deepEqual([asked.trace.bytesUp, asked.trace.bytesDown], [5, 3]);
});
