import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { closeOf, frameBytes, TEST_MASK, type TestFrame } from "../../support/websocket_frames.ts";
import { within } from "../../support/within.ts";
import { secrets } from "../world/secrets.ts";
import { connect, summary, toldOf, type Way } from "../world/ways.ts";
import type { World } from "../world/world.ts";
import type { Attempt } from "./attempt.ts";

/** A WebSocket on which an agent says these frames; a close frame follows them. */
interface WebSocketRow {
  readonly name: string;
  readonly frames: readonly TestFrame[];
  /** The code with which it is closed, or what became of the handshake. `1008` unless said otherwise. */
  readonly sees?: string;
  readonly fields?: string;
  readonly path?: string;
  /** Sent together with the handshake, before there is an answer to it. */
  readonly early?: boolean;
  readonly unmasked?: boolean;
  readonly inPieces?: Attempt["inPieces"];
}

const { TOKEN, KNOWN, SIGNED } = secrets;

const text = (payload: string): TestFrame => ({ opcode: 1, payload });
const binary = (payload: string | Uint8Array): TestFrame => ({ opcode: 2, payload });
const fragments = (whole: string, size: number): TestFrame[] => {
  const parts = whole.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
  return parts.map((payload, i) => ({
    opcode: i === 0 ? 1 : 0,
    fin: i === parts.length - 1,
    payload,
  }));
};
const keyOf = (secret: string) => Buffer.from(secret.slice(0, 16)).toString("base64");

const rows: readonly WebSocketRow[] = [
  { name: "a text", frames: [text(`key ${TOKEN}`)] },
  { name: "a known secret in JSON", frames: [text(JSON.stringify({ a: [KNOWN] }))] },
  { name: "base64", frames: [text(btoa(`key ${TOKEN}`))] },
  { name: "hex", frames: [text(Buffer.from(KNOWN).toString("hex"))] },
  { name: "reversed", frames: [text([...KNOWN].reverse().join(""))] },
  { name: "letters with dots", frames: [text([...SIGNED].join("."))] },
  { name: "a binary message", frames: [binary(`\0\x01${KNOWN}\xff`)] },
  { name: "gzip in a binary message", frames: [binary(gzipSync(`key ${TOKEN}`))] },
  {
    name: "UTF-16 in a binary message",
    frames: [binary(Buffer.from(`\ufeffkey ${TOKEN}`, "utf16le"))],
  },
  { name: "fragments of five bytes", frames: fragments(`key ${TOKEN}`, 5) },
  { name: "fragments of one byte", frames: fragments(KNOWN, 1) },
  {
    name: "fragments with a ping between them",
    frames: fragments(`key ${TOKEN}`, 24).flatMap((frame) => [frame, { opcode: 9, payload: "x" }])
      .slice(0, -1),
  },
  {
    name: "two messages",
    frames: [text(`key ${TOKEN.slice(0, 20)}`), text(TOKEN.slice(20))],
    inPieces: "TOKEN",
  },
  { name: "four messages", frames: (KNOWN.match(/.{1,11}/g) ?? []).map(text) },
  { name: "a message behind a clean one", frames: [text("nothing"), text(TOKEN)] },
  { name: "a ping's payload", frames: [{ opcode: 9, payload: KNOWN }] },
  { name: "a pong's payload", frames: [{ opcode: 10, payload: KNOWN }] },
  { name: "a close frame's reason", frames: [{ opcode: 8, payload: closeOf(4000, TOKEN) }] },
  { name: "a reserved bit", frames: [{ rsv: 4, opcode: 1, payload: TOKEN }], sees: "1002" },
  { name: "a reserved opcode", frames: [{ opcode: 3, payload: TOKEN }], sees: "1002" },
  { name: "a frame without a mask", frames: [text(TOKEN)], unmasked: true, sees: "1002" },
  {
    name: "a length in too many bytes",
    frames: [{ ...text(TOKEN), lengthBytes: 8 }],
    sees: "1002",
  },
  { name: "a message beside the handshake", frames: [text(TOKEN)], early: true },
  { name: "the handshake's path", path: `/ws?k=${KNOWN}`, frames: [], sees: "403 secret-found" },
  {
    name: "a subprotocol",
    fields: `Sec-WebSocket-Protocol: v1, ${KNOWN}\r\n`,
    frames: [],
    sees: "403 secret-found",
  },
  {
    name: "an extension's parameter",
    fields: `Sec-WebSocket-Extensions: x; k=${KNOWN}\r\n`,
    frames: [],
    sees: "403 secret-found",
  },
  {
    name: "the handshake's key",
    fields: `Sec-WebSocket-Key: ${keyOf(KNOWN)}\r\n`,
    frames: [],
    sees: "403 secret-found",
  },
];

/** Secrets in what an agent says on a WebSocket, of which a message is seen whole or not at all. */
export const webSocketAttempts: readonly Attempt[] = rows.map((row) => ({
  group: "secrets on WebSockets",
  name: row.name,
  sees: row.sees ?? "1008",
  ...(row.inPieces && { inPieces: row.inPieces }),
  reaches: row.sees?.startsWith("403") ? "nobody" : "upstream",
  async attempt(world, chosen) {
    const fit = HTTP1.filter((way) => chosen.includes(way));
    const saw: string[] = [];
    for (const way of fit.length > 0 ? fit : ["tls" as const]) {
      saw.push(await play(world, way, row));
    }
    return saw;
  },
}));

const HTTP1 = ["absolute", "clear", "tls"] as const;

async function play(
  world: World,
  way: Exclude<Way, "h2">,
  { frames, path = "/ws", fields = "", early = false, unmasked = false }: WebSocketRow,
): Promise<string> {
  const port = way === "tls" ? world.upstream.tls.port : world.upstream.clear.port;
  const authority = `a.test:${port}`;
  using client = await connect(world, way, authority);
  const target = way === "absolute" ? `http://${authority}` : "";
  const key = fields.includes("-Key:") ? "" : `Sec-WebSocket-Key: ${keyOf("sixteen ordinary")}\r\n`;
  const handshake =
    `GET ${target}${path} HTTP/1.1\r\nHost: ${authority}\r\nConnection: Upgrade\r\n` +
    `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n${key}${fields}\r\n`;
  const said = Buffer.concat(
    [...frames, { opcode: 8, payload: closeOf(1000) }]
      .map((frame) => frameBytes(frame, unmasked ? undefined : TEST_MASK)),
  );
  await client.send(early ? Buffer.concat([Buffer.from(handshake, "latin1"), said]) : handshake);
  const told = toldOf(await within(5_000, client.response(), "an answer"));
  world.told.push(told.body);
  if (told.status !== 101) return summary(told);
  if (!early) await client.send(said);
  // No payload has this byte: it begins the close frame, behind which the sidecar waits for ours.
  await within(5_000, client.received("\x88"), "a close frame");
  client.close();
  const rest = await client.rest();
  world.told.push(rest);
  return closeCode(rest);
}

/** The code of the close frame in what a server wrote, none of whose frames is masked. */
function closeCode(frames: string): string {
  for (let at = 0; at + 1 < frames.length;) {
    const opcode = frames.charCodeAt(at) & 0x0f;
    const length = frames.charCodeAt(at + 1) & 0x7f;
    if (opcode === 8) return String(frames.charCodeAt(at + 2) * 256 + frames.charCodeAt(at + 3));
    at += 2 + length;
  }
  return "no close frame";
}
