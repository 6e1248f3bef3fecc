import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { closeOf } from "../../support/websocket_frames.ts";
import { testSide } from "../../support/websocket_sides.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";

const text = (payload: string) => ({ kind: "text", payload: bytesOf(payload) }) as const;

Deno.test("createSide() reads messages, each side's in its own way", async () => {
  for (const peer of ["client", "server"] as const) {
    const { side, says } = testSide(peer);
    says({ opcode: 1, payload: "a", fin: false }, { opcode: 9 }, { opcode: 0, payload: "b" });
    assert.equal(await side.receive(), true);
    assert.equal(side.next()?.kind, "ping");
    assert.equal(textOf(side.next()?.payload ?? bytesOf("?")), "ab");
    assert.equal(side.next(), undefined);
  }
});

Deno.test("createSide() writes small messages together, masked towards a server with a key of each frame's own", async () => {
  const one = testSide("server");
  const { side, stream } = one;
  assert.equal(side.take(text("one")), false);
  assert.equal(side.take(text("one")), false);
  assert.equal(stream.written, "");
  assert.equal(await side.flush(), true);
  assert.equal(stream.writes.length, 1);
  assert.notEqual(stream.written.slice(0, 9), stream.written.slice(9));
  assert.deepEqual(one.got, [["text", "one"], ["text", "one"]]);
});

Deno.test("createSide() writes what it took in its order, and says when it is time", async () => {
  const one = testSide("client");
  const large = "x".repeat(limits.webSocketBatchBytes + 1);
  one.side.take(text("small"));
  assert.equal(one.side.take(text(large)), true);
  one.side.take(text("behind"));
  await one.side.flush();
  assert.deepEqual(one.got, [["text", "small"], ["text", large], ["text", "behind"]]);
  let took = 0;
  while (!one.side.take(text("x".repeat(1000)))) took += 1;
  assert.ok(took < limits.webSocketBatchBytes / 1000);
});

Deno.test("createSide() sends nothing behind a close frame", async () => {
  const one = testSide("client");
  one.side.take(text("before"));
  assert.equal(await one.side.close(1008, "why"), true);
  one.side.take(text("behind"));
  await one.side.close(1000, "again");
  assert.equal(one.stream.writes.length, 1);
  assert.deepEqual(one.got, [["text", "before"], ["close", closeOf(1008, "why")]]);
});

Deno.test("createSide() has a clock for writes and none for silence", async () => {
  const { side, stream, clocks } = testSide("client");
  const received = side.receive();
  assert.deepEqual(clocks.running, []);
  stream.holdWrites();
  side.take(text("a"));
  const flushed = side.flush();
  await Promise.resolve();
  await Promise.resolve();
  assert.deepEqual(clocks.running, ["took no bytes for 60 s"]);
  clocks.advance(60_000);
  assert.equal(await flushed, false);
  assert.equal(await received, false);
});

Deno.test("createSide() refuses a message that others leave no room for", async () => {
  const { side, says } = testSide("server", 1000);
  says({ opcode: 2, payload: "a".repeat(900), fin: false });
  await side.receive();
  assert.equal(side.next(), undefined);
  says({ opcode: 0, payload: "a".repeat(200), fin: false });
  await side.receive();
  assert.throws(() => side.next(), { code: 1013 });
});

Deno.test("createSide() gives the room of a message back once it was taken", async () => {
  const { side, says } = testSide("server", 1000);
  for (let round = 0; round < 3; round++) {
    says({ opcode: 2, payload: "a".repeat(600), fin: false });
    await side.receive();
    side.next();
    says({ opcode: 0, payload: "" });
    await side.receive();
    assert.equal(side.next()?.payload.length, 600);
    assert.equal(side.next(), undefined);
  }
});

Deno.test("left() waits for the peer's end, and not where something is still to be read", async () => {
  const one = testSide("client");
  const left = one.side.left();
  one.stream.feedEnd();
  await left;
  const other = testSide("client");
  const never = other.side.left().then(() => "left");
  other.says({ opcode: 9 });
  other.stream.feedEnd();
  assert.equal(await Promise.race([never, other.side.receive()]), true);
});

Deno.test("over() waits for the peer's close frame, whatever comes before it, or for its end", async () => {
  const one = testSide("client");
  one.says({ opcode: 1, payload: "a" }, { opcode: 8 });
  await one.side.over();
  const broken = testSide("client");
  broken.says({ opcode: 3 });
  broken.stream.feedEnd();
  await broken.side.over();
});

Deno.test("gone() waits for the end alone", async () => {
  const { side, says, stream } = testSide("client");
  says({ opcode: 8 }, { opcode: 1, payload: "more" });
  stream.feedEnd();
  await side.gone();
});
