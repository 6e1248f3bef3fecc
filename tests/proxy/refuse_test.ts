import assert from "node:assert/strict";
import { Blocked } from "../../lib/proxy/blocked.ts";
import { FlightEnded } from "../../lib/proxy/flights.ts";
import { noteFailure, protocolRefusal, refuse, refuseFailure } from "../../lib/proxy/refuse.ts";
import { upstreamFailed, upstreamTimedOut } from "../../lib/proxy/upstream/upstream_error.ts";
import { fieldValue } from "../../lib/wire/fields.ts";
import { ProtocolError } from "../../lib/wire/protocol_error.ts";
import { type TestAsked, testAsked } from "../support/asked.ts";
import { target } from "../support/policy_values.ts";
import { testParts } from "../support/proxy_parts.ts";

const REFUSAL = { status: 403, reason: "no-match", text: "egress: not this" } as const;
const ABOUT = { host: "a.test", method: "GET", path: "/p?q" };

function asking(): TestAsked {
  return { ...testAsked(), target: target({ host: "a.test", path: "/p", query: "q" }) };
}

async function failing(error: unknown, prepare: (asked: TestAsked) => void = () => {}) {
  const parts = testParts();
  const asked = asking();
  prepare(asked);
  await refuseFailure(parts, asked, error);
  const { reply } = asked;
  const reason = fieldValue(reply.head?.fields ?? [], "x-egress-reason");
  return { reply, events: parts.events, said: [reply.head?.status, reason, reply.body] };
}

const startIt = ({ reply }: TestAsked) =>
  reply.start({ version: "1.1", status: 200, reason: "", fields: [] }, { kind: "chunked" });

Deno.test("noteFailure() tells the log alone", () => {
  const parts = testParts();
  const asked = asking();
  noteFailure(parts, asked, new FlightEnded(REFUSAL));
  noteFailure(parts, asked, upstreamFailed("read", "a.test is gone"));
  noteFailure(parts, asked, new TypeError("a bug"));
  assert.deepEqual(parts.events.map(({ event }) => event), [
    "egress_block",
    "egress_upstream_error",
    "internal_error",
  ]);
  assert.deepEqual(asked.reply.calls, []);
});

Deno.test("refuse() tells the agent and the log", async () => {
  const parts = testParts();
  const asked = asking();
  await refuse(parts, asked, REFUSAL);
  assert.deepEqual([asked.reply.head?.status, asked.reply.body], [403, "egress: not this"]);
  assert.deepEqual(parts.events, [{
    event: "egress_block",
    reason: "egress: not this",
    ...ABOUT,
  }]);
});

Deno.test("refuse() logs a request whose target could not be read without one", async () => {
  const parts = testParts();
  await refuse(parts, testAsked(), REFUSAL);
  assert.deepEqual(parts.events, [
    { event: "egress_block", reason: "egress: not this", host: "", method: "GET", path: "" },
  ]);
});

Deno.test("refuseFailure() says a failed upstream as 502 and a late one as 504, with its stage in the log", async () => {
  const failed = await failing(upstreamFailed("tls", "the TLS of a.test is refused"));
  assert.deepEqual(failed.said, [502, "upstream-tls", "egress: the TLS of a.test is refused"]);
  assert.deepEqual(failed.events, [{
    event: "egress_upstream_error",
    stage: "tls",
    reason: "egress: the TLS of a.test is refused",
    ...ABOUT,
  }]);
  const late = await failing(upstreamTimedOut("read", "a.test did not answer within 600 s"));
  assert.deepEqual(late.said.slice(0, 2), [504, "upstream-timeout"]);
});

Deno.test("refuseFailure() knows whose fault a broken message is", async () => {
  const agents = await failing(new ProtocolError("agent", 400, "the body was cut short"));
  assert.deepEqual(agents.said, [400, "bad-request", "egress: the body was cut short"]);
  assert.equal(agents.events[0]?.event, "egress_block");
  const upstreams = await failing(new ProtocolError("upstream", 502, "the response is odd"));
  assert.deepEqual(upstreams.said, [502, "upstream-protocol", "egress: the response is odd"]);
  assert.equal(upstreams.events[0]?.event, "egress_upstream_error");
});

Deno.test("refuseFailure() says of a surprise no more than that it was one, and forwards nothing", async () => {
  const surprise = new TypeError("dummy-secret-value in the text");
  const { said, events } = await failing(surprise);
  assert.deepEqual(said.slice(0, 2), [500, "internal-error"]);
  const [event] = events;
  assert.ok(event?.event === "internal_error");
  assert.match(event.reason, /^TypeError at /);
  assert.equal(JSON.stringify([said, events]).includes("dummy-secret"), false);
  const [other] = (await failing("dummy-secret-value")).events;
  assert.ok(other?.event === "internal_error");
  assert.equal(other.reason, "string");
});

Deno.test("refuseFailure() cuts an answer that has begun, and logs why", async () => {
  const { reply, events } = await failing(upstreamFailed("read", "a.test closed"), startIt);
  assert.deepEqual(reply.calls, ["start", "cut"]);
  assert.equal(events.length, 1);
});

Deno.test("refuseFailure() says nothing to an agent that has left, nor to the log", async () => {
  const left = await failing(
    upstreamFailed("read", "a.test closed"),
    ({ abort }) => abort.abort(new Error("the agent has left")),
  );
  assert.deepEqual([left.reply.calls, left.events], [["cut"], []]);
  const late = await failing(new Error("write on a closed stream"), startIt);
  assert.deepEqual([late.reply.calls, late.events], [["start", "cut"], []]);
});

Deno.test("refuseFailure() says why a flight was ended, whatever that broke", async () => {
  const ended = await failing(
    upstreamFailed("read", "a.test closed"),
    ({ abort }) => abort.abort(new FlightEnded(REFUSAL)),
  );
  assert.deepEqual(ended.said, [403, "no-match", "egress: not this"]);
  assert.deepEqual(ended.events, [{ event: "egress_block", reason: "egress: not this", ...ABOUT }]);
});

Deno.test("refuseFailure() tells the log what stood round a finding and the answer's status, and hides the path", async () => {
  const refusal = { ...REFUSAL, context: "key ********", hidden: "path" } as const;
  const blocked = await failing(new Blocked(refusal, 201));
  assert.deepEqual(blocked.said, [403, "no-match", "egress: not this"]);
  assert.deepEqual(blocked.events, [{
    event: "egress_block",
    reason: "egress: not this",
    ...ABOUT,
    path: "/********?q",
    context: "key ********",
    response_status: 201,
  }]);
});

Deno.test("refuseFailure() cuts where the refusal cannot be written", async () => {
  const { reply } = await failing(upstreamFailed("read", "x"), ({ reply }) => reply.leave());
  assert.equal(reply.calls.at(-1), "cut");
});

Deno.test("protocolRefusal() has a reason for every status", () => {
  const reasonOf = (status: number) =>
    protocolRefusal(new ProtocolError("agent", status, "x")).reason;
  assert.deepEqual([400, 405, 413, 414, 431, 501, 505].map(reasonOf), [
    ...["bad-request", "method-not-allowed", "body-too-large", "head-too-large"],
    ...["head-too-large", "bad-request", "bad-request"],
  ]);
});
