import { createHash } from "node:crypto";
import {
  okAnswer,
  type RecordingUpstream,
  startRecordingUpstream,
  type UpstreamConnection,
  type UpstreamRequest,
} from "../../support/recording_upstream.ts";
import { sharedAuthority } from "../../support/tls_authority.ts";
import { TLS_NAMES } from "./routes.ts";
import { webSocketFrames } from "./websocket_frames.ts";

/** How the upstreams answer: bytes for each request, or a script. */
export type Answering = (connection: UpstreamConnection, asked: UpstreamRequest) => Promise<void>;

/** The same upstream in clear and over TLS, which records every byte and answers as it is told to. */
export interface ProofUpstream extends AsyncDisposable {
  readonly clear: RecordingUpstream;
  readonly tls: RecordingUpstream;
  /** What the next requests get; undefined: a short 200, and a 101 for a WebSocket. */
  answering: Answering | undefined;
  /** All connections so far. */
  readonly connections: number;
  /** What came since this was called last: bytes, and what the frames of WebSockets say. */
  taken(): string;
}

export async function startProofUpstream(
  names: readonly string[] = TLS_NAMES,
): Promise<ProofUpstream> {
  let answering: Answering | undefined;
  const script = async (connection: UpstreamConnection) => {
    for (let asked; (asked = await connection.request()) !== null;) {
      await (answering ?? usual)(connection, asked);
    }
  };
  const certificate = await (await sharedAuthority()).leaf({ names });
  const clear = startRecordingUpstream(script);
  const tls = startRecordingUpstream(script, { tls: certificate });
  const read = new Map<UpstreamConnection, number>();
  const all = () => [...clear.connections, ...tls.connections];
  return {
    clear,
    tls,
    get answering() {
      return answering;
    },
    set answering(script) {
      answering = script;
    },
    get connections() {
      return clear.connections.length + tls.connections.length;
    },
    taken() {
      const texts: string[] = [];
      for (const connection of all()) {
        const { received } = connection;
        const from = read.get(connection) ?? 0;
        if (received.length === from) continue;
        read.set(connection, received.length);
        const said = webSocketFrames(received).map(({ payload }) => payload);
        texts.push(received.slice(from), said.join(""));
      }
      return texts.join("\n");
    },
    async [Symbol.asyncDispose]() {
      await clear[Symbol.asyncDispose]();
      await tls[Symbol.asyncDispose]();
    },
  };
}

/** The head of a 101 that fits the request (RFC 6455 section 1.3). */
export function switching({ head }: UpstreamRequest): string {
  const key = /^sec-websocket-key: *(\S+)/im.exec(head)?.[1] ?? "";
  const accept = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest("base64");
  return [
    "HTTP/1.1 101 Switching Protocols",
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Accept: ${accept}`,
    "",
    "",
  ].join("\r\n");
}

async function usual(connection: UpstreamConnection, asked: UpstreamRequest): Promise<void> {
  if (!/^upgrade: *websocket/im.test(asked.head)) return await connection.write(okAnswer());
  await connection.write(switching(asked));
  while (await connection.more()) {
    if (webSocketFrames(connection.received).some(({ opcode }) => opcode === 8)) break;
  }
  connection.close();
}
