import assert from "node:assert/strict";
import { pump } from "../../../lib/proxy/websocket/pump.ts";
import { closeOf } from "../../support/websocket_frames.ts";
import { testSide } from "../../support/websocket_sides.ts";
import { textOf } from "../../support/wire_bytes.ts";

const pass = () => Promise.resolve();

/** From an agent to an upstream, or the reverse. */
function pumping(judge: Parameters<typeof pump>[2] = pass, peer: "client" | "server" = "client") {
  const from = testSide(peer);
  const to = testSide(peer === "client" ? "server" : "client");
  return { from, to, end: pump(from.side, to.side, judge) };
}

Deno.test("pump() brings messages over until the close, whole and in their order", async () => {
  for (const peer of ["client", "server"] as const) {
    const { from, to, end } = pumping(pass, peer);
    from.says({ opcode: 1, payload: "a", fin: false }, { opcode: 9, payload: "p" });
    from.says({ opcode: 0, payload: "b" }, { opcode: 2, payload: "\xff" }, { opcode: 10 });
    from.says({ opcode: 8, payload: closeOf(4001, "bye") }, { opcode: 1, payload: "behind" });
    assert.deepEqual(await end, { kind: "closed", by: from.side });
    assert.deepEqual(to.got, [
      ["ping", "p"],
      ["text", "ab"],
      ["binary", "\xff"],
      ["pong", ""],
      ["close", closeOf(4001, "bye")],
    ]);
  }
});

Deno.test("pump() stops at a verdict, and what came before it may still be written", async () => {
  const blocked = new Error("blocked");
  const { from, to, end } = pumping((message) => {
    if (textOf(message.payload) === "bad") throw blocked;
    return Promise.resolve();
  });
  from.says({ opcode: 1, payload: "good" }, { opcode: 1, payload: "bad" }, { opcode: 9 });
  await assert.rejects(end, blocked);
  await to.side.flush();
  assert.deepEqual(to.got, [["text", "good"]]);
});

Deno.test("pump() reads no more than one piece ahead of a side that takes nothing", async () => {
  const { from, to, end } = pumping(pass, "server");
  to.stream.holdWrites();
  for (let count = 0; count < 5; count++) from.says({ opcode: 1, payload: `${count}` });
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  assert.equal(to.got.length, 0);
  to.stream.releaseWrites();
  from.stream.feedEnd();
  assert.deepEqual(await end, { kind: "left", who: from.side });
  // Each piece was a write of its own: none was read while another waited.
  assert.equal(to.stream.writes.length, 5);
});

Deno.test("pump() says who has left", async () => {
  const gone = pumping();
  gone.from.stream.feedFailure(new Error("reset"));
  assert.deepEqual(await gone.end, { kind: "left", who: gone.from.side });
  const deaf = pumping();
  deaf.to.stream.failWrites(new Error("reset"));
  deaf.from.says({ opcode: 9 });
  assert.deepEqual(await deaf.end, { kind: "left", who: deaf.to.side });
  const unheard = pumping();
  unheard.to.stream.failWrites(new Error("reset"));
  unheard.from.says({ opcode: 8 });
  assert.deepEqual(await unheard.end, { kind: "left", who: unheard.to.side });
});

Deno.test("pump() notices that the agent leaves while the upstream takes nothing", async () => {
  const { from, to, end } = pumping();
  to.stream.holdWrites();
  from.says({ opcode: 1, payload: "a" });
  from.stream.feedEnd();
  assert.deepEqual(await end, { kind: "left", who: from.side });
});

Deno.test("pump() brings to the agent what an upstream sent before it left", async () => {
  const { from, to, end } = pumping(pass, "server");
  to.stream.holdWrites();
  from.says({ opcode: 1, payload: "last words" });
  from.stream.feedEnd();
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  assert.equal(await Promise.race([end, Promise.resolve("waiting")]), "waiting");
  to.stream.releaseWrites();
  assert.deepEqual(await end, { kind: "left", who: from.side });
  assert.deepEqual(to.got, [["text", "last words"]]);
});

Deno.test("pump() says where the protocol is broken, behind what was whole", async () => {
  const { from, to, end } = pumping();
  from.says({ opcode: 1, payload: "a" }, { opcode: 3 });
  await assert.rejects(end, { name: "WebSocketError", code: 1002 });
  await to.side.flush();
  assert.deepEqual(to.got, [["text", "a"]]);
});
