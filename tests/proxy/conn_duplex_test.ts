import assert from "node:assert/strict";
import { once } from "node:events";
import { connDuplex } from "../../lib/proxy/conn_duplex.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

Deno.test("connDuplex() gives first what was read before, then the stream, then its end", async () => {
  const stream = fakeStream("bc", "d");
  stream.feedEnd();
  const duplex = connDuplex(stream, bytesOf("a"));
  let text = "";
  duplex.on("data", (bytes: Uint8Array) => text += textOf(bytes));
  await once(duplex, "end");
  assert.equal(text, "abcd");
});

Deno.test("connDuplex() stops reading while the layer above is full", async () => {
  const large = new Uint8Array(64 * 1024);
  let reads = 0;
  const stream = { ...fakeStream(), read: () => Promise.resolve(++reads > 100 ? null : large) };
  const duplex = connDuplex(stream, new Uint8Array(0));
  duplex.read(0);
  await once(duplex, "readable");
  assert.ok(reads < 4, `${reads}`);
  duplex.on("data", () => {});
  await once(duplex, "end");
  assert.equal(reads, 101);
});

Deno.test("connDuplex() writes to the stream, and says when it was taken", async () => {
  const stream = fakeStream();
  stream.holdWrites();
  const duplex = connDuplex(stream, new Uint8Array(0));
  let taken = false;
  const written = new Promise<void>((resolve) =>
    duplex.write(bytesOf("abc"), () => {
      taken = true;
      resolve();
    })
  );
  await Promise.resolve();
  assert.equal(taken, false);
  stream.releaseWrites();
  await written;
  assert.equal(stream.written, "abc");
});

Deno.test("connDuplex() is destroyed by a failing read or write, and closes the stream", async () => {
  const reading = fakeStream();
  const reader = connDuplex(reading, new Uint8Array(0));
  reader.resume();
  reading.feedFailure(new Error("reset"));
  assert.equal((await once(reader, "error"))[0].message, "reset");
  const writing = fakeStream();
  writing.failWrites(new Error("broken pipe"));
  const writer = connDuplex(writing, new Uint8Array(0));
  writer.write(bytesOf("abc"));
  assert.equal((await once(writer, "error"))[0].message, "broken pipe");
  assert.deepEqual([reading.closed, writing.closed], [true, true]);
});

Deno.test("connDuplex() closes the stream when it is destroyed", async () => {
  const stream = fakeStream();
  const duplex = connDuplex(stream, new Uint8Array(0));
  duplex.destroy();
  await once(duplex, "close");
  assert.equal(stream.closed, true);
});
