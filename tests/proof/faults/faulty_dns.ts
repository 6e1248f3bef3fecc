import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";
import { once } from "node:events";

/**
 * A DNS server that fails as the first label of a name says: `silent`, `missing`, `failing`, `garbage`,
 * `empty`, `changing` (another address each time), `truncated`. Every other name is 127.0.0.1.
 */
export async function startFaultyDns(): Promise<AsyncDisposable & { readonly address: string }> {
  const socket = createSocket("udp4");
  let asked = 0;
  socket.on("message", (query: Buffer, from: { port: number; address: string }) => {
    const length = query[12] ?? 0;
    const label = query.subarray(13, 13 + length).toString("latin1");
    const isV4 = query.readUInt16BE(query.indexOf(0, 12) + 1) === 1;
    const answer = answerTo(label, query, isV4, asked++);
    if (answer !== undefined) socket.send(answer, from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    address: `127.0.0.1:${socket.address().port}`,
    async [Symbol.asyncDispose]() {
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
}

/** Names of the faults, each the first label of a name. */
export const dnsFaults = [
  ...["silent", "missing", "failing", "garbage", "empty", "truncated", "changing"],
] as const;

function answerTo(label: string, query: Buffer, isV4: boolean, asked: number): Buffer | undefined {
  switch (label) {
    case "silent":
      return undefined;
    case "garbage":
      return Buffer.concat([query.subarray(0, 2), Buffer.from("\xff\xff garbage", "latin1")]);
    case "missing":
      return message(query, 3, []);
    case "failing":
      return message(query, 2, []);
    case "empty":
      return message(query, 0, []);
    case "truncated":
      return message(query, 0, isV4 ? [1] : []).subarray(0, -3);
    case "changing":
      return message(query, 0, isV4 ? [1 + Math.floor(asked / 2) % 2] : []);
  }
  return message(query, 0, isV4 ? [1] : []);
}

/** RFC 1035 section 4.1: the question again, and addresses 127.0.0.n that live no second. */
function message(query: Buffer, code: number, last: readonly number[]): Buffer {
  const end = query.indexOf(0, 12) + 5;
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(last.length, 6);
  const records = last.map((byte) =>
    Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, 127, 0, 0, byte])
  );
  return Buffer.concat([head, query.subarray(12, end), ...records]);
}
