import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { FlightEnded } from "../../../lib/proxy/flights.ts";
import { connection } from "../../../lib/proxy/upstream/connection.ts";
import { relayWebSocket } from "../../../lib/proxy/websocket/relay_websocket.ts";
import type { Sender } from "../../../lib/wire/websocket/message.ts";
import { testAsked } from "../../support/asked.ts";
import { TOKEN } from "../../support/engine.ts";
import { type FakeStream, fakeStream } from "../../support/fake_stream.ts";
import { target } from "../../support/policy_values.ts";
import { fakeAgent, testParts } from "../../support/proxy_parts.ts";
import { testRoute } from "../../support/route.ts";
import { webSocketCases } from "../../support/websocket_cases.ts";
import { closeOf, type TestFrame } from "../../support/websocket_frames.ts";
import { readMessages, wireFrames } from "../../support/websocket_sides.ts";
import { within } from "../../support/within.ts";

/** An open WebSocket between two fake streams. */
function relaying() {
  const route = testRoute({ outboundOnMatch: "block" });
  const parts = testParts({ routes: [route] });
  const agent = fakeAgent(parts.clocks);
  const stream = fakeStream();
  const asked = { ...testAsked(), agent, target: target({ host: "a.test" }) };
  const end = new AbortController();
  const relayed = relayWebSocket(
    parts,
    asked,
    { route, target: target({ host: "a.test" }) },
    { agent, upstream: connection("key", "93.184.216.34", stream) },
    end.signal,
  );
  const peer = (one: FakeStream, role: Sender) => ({
    stream: one,
    says: (...frames: TestFrame[]) => one.feed(wireFrames(frames, role)),
    leaves: () => one.feedEnd(),
    get got() {
      return readMessages(one.written, role);
    },
  });
  return {
    parts,
    asked,
    end,
    relayed,
    agent: peer(agent.stream, "client"),
    upstream: peer(stream, "server"),
  };
}

type Relaying = ReturnType<typeof relaying>;

/** Lets everything run that waits for nothing from outside; longer, while it is not done. */
async function settle(done = () => true): Promise<void> {
  for (let round = 0; round < 5 || (round < 200 && !done()); round++) {
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Both answer with a close frame and end. */
async function finish({ agent, upstream, relayed }: Relaying): Promise<void> {
  for (const one of [agent, upstream]) {
    one.says({ opcode: 8 });
    one.leaves();
  }
  await relayed;
}

Deno.test("relayWebSocket() passes messages both ways, and an orderly end with its code and reason", async () => {
  for (const first of ["agent", "upstream"] as const) {
    const socket = relaying();
    const { agent, upstream, parts, relayed } = socket;
    agent.says({ opcode: 1, payload: "question" });
    upstream.says({ opcode: 1, payload: "answer" }, { opcode: 9, payload: "p" });
    await settle();
    assert.deepEqual(upstream.got, [["text", "question"]]);
    assert.deepEqual(agent.got, [["text", "answer"], ["ping", "p"]]);
    const [closer, other] = first === "agent" ? [agent, upstream] : [upstream, agent];
    closer.says({ opcode: 8, payload: closeOf(4000, "enough") });
    await settle();
    assert.deepEqual(other.got.at(-1), ["close", closeOf(4000, "enough")]);
    other.says({ opcode: 8, payload: closeOf(4000, "well") });
    await relayed;
    assert.deepEqual(closer.got.at(-1), ["close", closeOf(4000, "well")]);
    assert.deepEqual(parts.events, []);
    assert.equal(upstream.stream.closed, true);
    assert.equal(parts.heldBodies.bytes, 0);
  }
});

Deno.test("relayWebSocket() closes both sides with 1008 and the reason, and writes the event of a block", async () => {
  const socket = relaying();
  const { agent, upstream, parts } = socket;
  agent.says({ opcode: 1, payload: "before" }, { opcode: 1, payload: TOKEN });
  agent.says({ opcode: 1, payload: "behind" });
  await settle();
  await finish(socket);
  const [, said = ""] = agent.got.at(-1) ?? [];
  assert.equal(said.slice(0, 2), closeOf(1008));
  assert.match(said.slice(2), /^egress DLP: .* in message$/);
  assert.deepEqual(upstream.got, [["text", "before"], ["close", said]]);
  assert.equal(parts.events.length, 1);
  const [event] = parts.events;
  assert.ok(event?.event === "egress_block");
  assert.deepEqual([event.reason, event.host], [said.slice(2), "a.test"]);
  assert.equal(JSON.stringify([event, said]).includes(TOKEN), false);
});

Deno.test("relayWebSocket() reads pings and the reasons of close frames too", async () => {
  for (
    const frame of [{ opcode: 9, payload: TOKEN }, { opcode: 8, payload: closeOf(1000, TOKEN) }]
  ) {
    const socket = relaying();
    socket.agent.says(frame);
    await settle();
    await finish(socket);
    assert.equal(socket.upstream.got[0]?.[1].slice(0, 2), closeOf(1008));
    assert.equal(socket.upstream.stream.written.includes(TOKEN), false);
    assert.equal(JSON.stringify(socket.upstream.got).includes(TOKEN), false);
  }
});

Deno.test("relayWebSocket() tells a side that broke the protocol so, and both of a message that is too large", async () => {
  for (const from of ["agent", "upstream"] as const) {
    const socket = relaying();
    const { agent, upstream, parts } = socket;
    const [bad, good] = from === "agent" ? [agent, upstream] : [upstream, agent];
    bad.says({ opcode: 1, payload: "\xff" });
    await settle();
    await finish(socket);
    assert.equal(bad.got.at(-1)?.[1].slice(0, 2), closeOf(1007));
    assert.equal(good.got.at(-1)?.[1].slice(0, 2), closeOf(from === "agent" ? 1001 : 1011));
    const event = from === "agent" ? "egress_block" : "egress_upstream_error";
    assert.deepEqual(parts.events.map((one) => one.event), [event]);

    const large = relaying();
    const payload = "x".repeat(limits.webSocketMessageBytes);
    (from === "agent" ? large.agent : large.upstream)
      .says({ opcode: 2, payload, fin: false }, { opcode: 0, payload: "x" });
    await settle();
    await finish(large);
    for (const one of [large.agent, large.upstream]) {
      const [, said = ""] = one.got.at(-1) ?? [];
      assert.equal(said.slice(0, 2), closeOf(1009));
      assert.match(said.slice(2), /^egress: a message is larger than 16777216/);
    }
  }
});

Deno.test("relayWebSocket() closes the upstream at once when the agent leaves, which is no event", async () => {
  const { agent, upstream, parts, relayed } = relaying();
  await settle();
  agent.leaves();
  await relayed;
  assert.deepEqual([upstream.stream.closed, upstream.got, parts.events], [true, [], []]);
});

Deno.test("relayWebSocket() blames no upstream that was closed because the agent has left", async () => {
  const { asked, upstream, parts, relayed } = relaying();
  await settle();
  asked.abort.abort(new Error("the agent has left"));
  upstream.leaves();
  await relayed;
  assert.deepEqual(parts.events, []);
});

Deno.test("relayWebSocket() does not wait for an answer that the agent does not wait for", async () => {
  const { agent, upstream, relayed } = relaying();
  agent.says({ opcode: 8, payload: closeOf(1000) });
  agent.leaves();
  await within(5000, relayed, "the end");
  assert.deepEqual(upstream.got, [["close", closeOf(1000)]]);
});

Deno.test("relayWebSocket() gives back the room of a message that never became whole", async () => {
  const { agent, parts, relayed } = relaying();
  agent.says({ opcode: 2, payload: "x".repeat(1000), fin: false });
  await settle();
  assert.equal(parts.heldBodies.bytes, 1000);
  agent.leaves();
  await relayed;
  assert.equal(parts.heldBodies.bytes, 0);
});

Deno.test("relayWebSocket() ends with an upstream that leaves, and says so to the log", async () => {
  const { agent, upstream, parts, relayed } = relaying();
  upstream.says({ opcode: 1, payload: "last" });
  upstream.leaves();
  await relayed;
  assert.deepEqual(agent.got, [["text", "last"]]);
  const [event] = parts.events;
  assert.ok(event?.event === "egress_upstream_error");
  assert.match(event.reason, /a\.test ended its WebSocket without a close frame/);
});

Deno.test("relayWebSocket() gives up an upstream that takes nothing for too long", async () => {
  const { agent, upstream, parts, relayed } = relaying();
  upstream.stream.holdWrites();
  agent.says({ opcode: 1, payload: "a" });
  await settle();
  parts.clocks.advance(limits.upstreamStallMs);
  await relayed;
  const [event] = parts.events;
  assert.ok(event?.event === "egress_upstream_error");
  assert.match(event.reason, /took no bytes for 600 s/);
});

Deno.test("relayWebSocket() is ended from outside with 1001 by a stop and 1008 by a reload", async () => {
  for (const [reason, code] of [["shutting-down", 1001], ["no-match", 1008]] as const) {
    const socket = relaying();
    socket.end.abort(new FlightEnded({ status: 403, reason, text: "egress: no longer" }));
    await settle();
    await finish(socket);
    for (const { got } of [socket.agent, socket.upstream]) {
      assert.deepEqual(got, [["close", closeOf(code, "egress: no longer")]]);
    }
  }
});

Deno.test("relayWebSocket() waits for an answer to a close, and to be read, only so long", async () => {
  const unanswered = relaying();
  unanswered.agent.says({ opcode: 8 });
  await settle();
  unanswered.parts.clocks.advance(limits.webSocketCloseMs);
  await unanswered.relayed;
  assert.equal(unanswered.upstream.stream.closed, true);

  const unread = relaying();
  unread.agent.says({ opcode: 3 });
  await settle();
  unread.parts.clocks.advance(limits.webSocketLingerMs);
  await unread.relayed;
});

Deno.test("relayWebSocket() keeps a silent socket", async () => {
  const socket = relaying();
  await settle();
  assert.deepEqual(socket.parts.clocks.running, []);
  socket.parts.clocks.advance(24 * 3_600_000);
  socket.agent.says({ opcode: 1, payload: "still here" });
  await settle();
  assert.deepEqual(socket.upstream.got, [["text", "still here"]]);
  await finish(socket);
});

Deno.test("relayWebSocket() passes what the conformance cases say, and fails where they do", async () => {
  for (const from of ["agent", "upstream"] as const) {
    for (const { name, frames, messages, fails } of webSocketCases) {
      const socket = relaying();
      const [sender, receiver] = from === "agent"
        ? [socket.agent, socket.upstream]
        : [socket.upstream, socket.agent];
      sender.says(...frames);
      await settle(() => receiver.got.length >= messages.length);
      const passed = receiver.got.slice(0, messages.length);
      assert.deepEqual(passed, messages, `${from}: ${name}`);
      const [kind, payload = ""] = sender.got.at(-1) ?? [];
      const code = kind === "close" ? payload.slice(0, 2) : undefined;
      assert.equal(code, fails && closeOf(fails), `${from}: ${name}`);
      await finish(socket);
    }
  }
});
