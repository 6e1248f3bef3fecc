import { Buffer } from "node:buffer";
import { textOf } from "./wire_bytes.ts";

/** A connection on which a test writes exactly its bytes. */
export interface RawClient extends Disposable {
  send(bytes: string | Uint8Array): Promise<void>;
  /** The next whole response. Rejects if the connection ends inside it, with what had come. */
  response(method?: string): Promise<RawResponse>;
  /** Waits until this text has come, and leaves it for the next reading. */
  received(text: string): Promise<void>;
  /** Everything up to the end of the connection, however it ends. */
  rest(): Promise<string>;
  /** Sends and reads the response. */
  ask(bytes: string, method?: string): Promise<RawResponse>;
  close(): void;
}

export interface RawResponse {
  readonly status: number;
  readonly reason: string;
  /** Names as they were written. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The value of the first field of that name, in any case. */
  field(name: string): string | undefined;
  /** Its framing undone. */
  readonly body: string;
  readonly trailers: readonly (readonly [name: string, value: string])[];
  /** Heads of 1xx responses before it. */
  readonly interim: readonly string[];
}

/** Connects to the proxy's port itself. */
export async function connectRaw(port: number, hostname = "127.0.0.1"): Promise<RawClient> {
  return rawClient(await Deno.connect({ hostname, port }));
}

export interface TunnelOptions {
  /** Opens TLS in the tunnel, trusting this certificate; absent: none. */
  readonly caPem?: string;
  /** The SNI where it is not to be the tunnel's host; an IP address sends none. */
  readonly serverName?: string;
  /** `http/1.1`. */
  readonly alpn?: readonly string[];
  /** Lines of the CONNECT's head beside Host, without their ends. */
  readonly fields?: readonly string[];
}

/** Opens a tunnel to `host:port` and, with `caPem`, TLS in it. */
export async function connectTunnel(
  proxyPort: number,
  authority: string,
  { caPem, serverName, alpn = ["http/1.1"], fields = [] }: TunnelOptions = {},
): Promise<RawClient> {
  const conn = await Deno.connect({ hostname: "127.0.0.1", port: proxyPort });
  // Else each handshake waits for the peer's delayed acknowledgement.
  conn.setNoDelay(true);
  const plain = rawClient(conn);
  const lines = [`CONNECT ${authority} HTTP/1.1`, `Host: ${authority}`, ...fields, "", ""];
  const { status, body } = await plain.ask(lines.join("\r\n"), "CONNECT");
  if (status !== 200) {
    plain.close();
    throw new Error(`the tunnel was refused with ${status}: ${body}`);
  }
  if (caPem === undefined) return plain;
  const host = authority.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
  const tls = await Deno.startTls(conn, {
    hostname: serverName ?? host,
    caCerts: [caPem],
    alpnProtocols: [...alpn],
  });
  await tls.handshake();
  return rawClient(tls);
}

export function rawClient(conn: Deno.Conn): RawClient {
  const buffer = new Uint8Array(64 * 1024);
  let held = "";
  let open = true;

  const more = async () => {
    const size = await conn.read(buffer).catch(() => null);
    if (size === null) return false;
    held += textOf(buffer.subarray(0, size));
    return true;
  };
  const must = async () => {
    if (!await more()) throw new Error(`the connection ended inside a response: ${held}`);
  };
  const take = async (length: number): Promise<string> => {
    while (held.length < length) await must();
    const taken = held.slice(0, length);
    held = held.slice(length);
    return taken;
  };
  const until = async (end: string): Promise<string> => {
    while (!held.includes(end)) await must();
    return await take(held.indexOf(end) + end.length);
  };
  const rest = async () => {
    while (await more());
    const all = held;
    held = "";
    return all;
  };
  const chunks = async () => {
    let body = "";
    while (true) {
      const size = parseInt(await until("\r\n"), 16);
      if (size === 0) break;
      body += await take(size);
      await take(2);
    }
    let trailers = "";
    for (let line = await until("\r\n"); line !== "\r\n"; line = await until("\r\n")) {
      trailers += line;
    }
    return { body, trailers: readFields(trailers) };
  };

  const response = async (method = "GET"): Promise<RawResponse> => {
    const interim: string[] = [];
    while (true) {
      const head = await until("\r\n\r\n");
      const [, code, reason = ""] = /^HTTP\/1\.[01] (\d{3}) ?([^\r\n]*)\r\n/.exec(head) ?? [];
      const status = Number(code);
      if (status >= 100 && status < 200 && status !== 101) {
        interim.push(head);
        continue;
      }
      const fields = readFields(head.slice(head.indexOf("\r\n") + 2));
      const field = (name: string) =>
        fields.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1];
      const about = { status, reason, fields, field, interim, trailers: [] };
      const bodiless = method === "HEAD" || status === 101 || status === 204 || status === 304 ||
        (method === "CONNECT" && status < 300);
      if (bodiless) return { ...about, body: "" };
      if (/chunked/i.test(field("transfer-encoding") ?? "")) return { ...about, ...await chunks() };
      const length = field("content-length");
      return { ...about, body: length === undefined ? await rest() : await take(Number(length)) };
    }
  };

  const send = async (bytes: string | Uint8Array) => {
    let left: Uint8Array = typeof bytes === "string" ? Buffer.from(bytes, "latin1") : bytes;
    while (left.length > 0) left = left.subarray(await conn.write(left));
  };
  const close = () => {
    if (open) conn.close();
    open = false;
  };
  return {
    send,
    response,
    async received(text) {
      while (!held.includes(text)) await must();
    },
    rest,
    async ask(bytes, method) {
      // A peer that refuses early may have closed before it read all.
      await send(bytes).catch(() => {});
      return await response(method);
    },
    close,
    [Symbol.dispose]: close,
  };
}

function readFields(lines: string): (readonly [string, string])[] {
  return lines.split("\r\n").filter((line) => line !== "").map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
  });
}
