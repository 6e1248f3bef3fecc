import { Buffer } from "node:buffer";
import { frameBytes, TEST_MASK, type TestFrame } from "../../support/websocket_frames.ts";
import { until } from "../../support/until.ts";
import { within } from "../../support/within.ts";
import { webSocketFrames } from "../world/websocket_frames.ts";
import { switching } from "../world/upstream.ts";
import { authorityOf, connect } from "../world/ways.ts";
import type { World } from "../world/world.ts";
import { made } from "./made.ts";

const m = made(71);
const audio = JSON.stringify({ type: "input_audio_buffer.append", audio: m.base64(30_000) });

/** What an agent says, message by message; the upstream must get it, and its own words must come back. */
const cases: readonly { readonly name: string; readonly messages: readonly TestFrame[] }[] = [
  { name: "JSON", messages: [{ opcode: 1, payload: '{"type":"session.update","token_count":7}' }] },
  { name: "audio in base64", messages: [{ opcode: 1, payload: audio }] },
  { name: "random bytes", messages: [{ opcode: 2, payload: m.bytes(70_000) }] },
  {
    name: "fragments",
    messages: [
      { opcode: 1, fin: false, payload: "one " },
      { opcode: 0, fin: false, payload: "two " },
      { opcode: 0, payload: "three" },
    ],
  },
  {
    name: "two hundred messages",
    messages: Array.from(
      { length: 200 },
      (_, i) => ({ opcode: 1, payload: `{"delta":"word ${i}"}` }),
    ),
  },
];

const WAYS = ["absolute", "clear", "tls"] as const;

export const WEB_SOCKET_CASES: number = cases.length * WAYS.length;

/** Plays every case by every way. @returns what did not arrive as it was sent, in words */
export async function webSocketPasses(world: World): Promise<string[]> {
  const wrong: string[] = [];
  for (const { name, messages } of cases) {
    for (const way of WAYS) {
      const said = messages.map(({ payload = "" }) => textOf(payload)).join("");
      if (!await arrives(world, way, messages, said)) wrong.push(`${name}, ${way}: changed`);
    }
  }
  return wrong;
}

async function arrives(
  world: World,
  way: typeof WAYS[number],
  messages: readonly TestFrame[],
  said: string,
): Promise<boolean> {
  let came = "";
  world.upstream.answering = async (connection, asked) => {
    await connection.write(switching(asked));
    while (came.length < said.length && await connection.more()) {
      came = webSocketFrames(connection.received).map(({ payload }) => payload).join("");
    }
    // Its own words: those of the agent, as binary messages.
    await connection.write(frameBytes({ opcode: 2, payload: came }));
    await connection.write(frameBytes({ opcode: 8, payload: "\x03\xe8" }));
    while (await connection.more());
  };
  const authority = authorityOf(world, way, { host: "good.test" });
  using client = await connect(world, way, authority);
  const target = way === "absolute" ? `http://${authority}` : "";
  await client.send(
    `GET ${target}/realtime HTTP/1.1\r\nHost: ${authority}\r\nConnection: Upgrade\r\n` +
      "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" +
      "Sec-WebSocket-Key: c2l4dGVlbiBvcmRpbmFyeQ==\r\n\r\n",
  );
  await within(5_000, client.received("\r\n\r\n"), "the handshake's answer");
  await client.send(Buffer.concat(messages.map((frame) => frameBytes(frame, TEST_MASK))));
  await until(() => came.length >= said.length, { what: "the messages upstream" });
  await client.send(frameBytes({ opcode: 8, payload: "\x03\xe8" }, TEST_MASK));
  const rest = await within(5_000, client.rest(), "the end");
  const echoed = webSocketFrames(rest).filter(({ opcode }) => opcode === 2)
    .map(({ payload }) => payload).join("");
  return came === said && echoed === said;
}

function textOf(payload: string | Uint8Array): string {
  return typeof payload === "string" ? payload : Buffer.from(payload).toString("latin1");
}
