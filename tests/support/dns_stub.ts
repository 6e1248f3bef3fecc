import { Buffer } from "node:buffer";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { isIP } from "node:net";

/** A DNS server on loopback that answers from a function and counts what it is asked. */
export interface DnsStub extends AsyncDisposable {
  /** As `EGRESS_DNS` takes it. */
  readonly address: string;
  /** Every question so far, as `A a.test`. */
  readonly queries: readonly string[];
}

/**
 * The addresses of a name, whatever their family; an empty list means that the name exists without
 * such a record, undefined that it does not exist, "silent" that nobody answers.
 */
export type DnsAnswer = (
  name: string,
  type: "A" | "AAAA",
) => readonly string[] | "silent" | undefined;

const TYPES: Readonly<Record<number, "A" | "AAAA">> = { 1: "A", 28: "AAAA" };

export async function startDnsStub(answer: DnsAnswer): Promise<DnsStub> {
  const queries: string[] = [];
  const socket = createSocket("udp4");
  socket.on("message", (query: Buffer, from: { port: number; address: string }) => {
    const { name, type, end } = readQuestion(query);
    queries.push(`${type ?? "other"} ${name}`);
    const found = type === undefined ? [] : answer(name, type);
    if (found === "silent") return;
    const wanted = found?.filter((address) => isIP(address) === (type === "A" ? 4 : 6)) ?? [];
    const question = query.subarray(12, end);
    socket.send(response(query, question, type ?? "A", wanted, found), from.port, from.address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return {
    address: `127.0.0.1:${socket.address().port}`,
    queries,
    async [Symbol.asyncDispose]() {
      const closed = once(socket, "close");
      socket.close();
      await closed;
    },
  };
}

function readQuestion(
  query: Buffer,
): { name: string; type: "A" | "AAAA" | undefined; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.subarray(at + 1, at + 1 + length).toString("latin1"));
    at += 1 + length;
  }
  const type = TYPES[query.readUInt16BE(at + 1)];
  return { name: labels.join(".").toLowerCase(), type, end: at + 5 };
}

/** RFC 1035 section 4.1: the question again, and a record for each address that lives no second. */
function response(
  query: Buffer,
  question: Buffer,
  type: "A" | "AAAA",
  addresses: readonly string[],
  found: readonly string[] | undefined,
): Buffer {
  const head = Buffer.alloc(12);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(found === undefined ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(addresses.length, 6);
  const records = addresses.map((address) => {
    const data = type === "A" ? Buffer.from(address.split(".").map(Number)) : ipv6Bytes(address);
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    record.writeUInt16BE(type === "A" ? 1 : 28, 2);
    record.writeUInt16BE(1, 4);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([head, question, ...records]);
}

function ipv6Bytes(address: string): Buffer {
  const [front = "", back] = address.split("::");
  const groups = (text: string) => text === "" ? [] : text.split(":");
  const first = groups(front);
  const last = back === undefined ? [] : groups(back);
  const zeros = Array<string>(8 - first.length - last.length).fill("0");
  const all = back === undefined ? first : [...first, ...zeros, ...last];
  return Buffer.concat(all.map((group) => Buffer.from(group.padStart(4, "0"), "hex")));
}
