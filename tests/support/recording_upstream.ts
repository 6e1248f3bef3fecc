import type { ServerCertificate } from "./tls_authority.ts";
import { textOf } from "./wire_bytes.ts";

/** A connection as the upstream sees it: what came is kept, what goes is the script's. */
export interface UpstreamConnection {
  /** Everything that came so far, one character for each byte. */
  readonly received: string;
  /** The next whole request (head, and a body by its length or in chunks); null once the peer ended. */
  request(): Promise<UpstreamRequest | null>;
  /** Waits for more bytes; false once the peer ended or broke off. */
  more(): Promise<boolean>;
  write(bytes: string | Uint8Array): Promise<void>;
  /** Ends the connection at once. */
  close(): void;
}

export interface UpstreamRequest {
  /** With the empty line behind it. */
  readonly head: string;
  /** As it came, chunks included. */
  readonly body: string;
}

/** An upstream that records every byte that it receives. */
export interface RecordingUpstream extends AsyncDisposable {
  readonly port: number;
  readonly connections: readonly UpstreamConnection[];
  /** Everything that came on all connections, in their order. */
  readonly received: string;
}

export type UpstreamScript = (connection: UpstreamConnection) => Promise<void>;

/** Answers every request with these bytes and keeps the connection. */
export function answering(bytes: string | Uint8Array): UpstreamScript {
  return async (connection) => {
    while (await connection.request() !== null) await connection.write(bytes);
  };
}

/** An answer with a length, for `answering`. */
export function okAnswer(body = "hello", fields: readonly string[] = []): string {
  return ["HTTP/1.1 200 OK", ...fields, `Content-Length: ${body.length}`, "", body].join("\r\n");
}

/** @param tls its certificate; absent: no TLS */
export function startRecordingUpstream(
  script: UpstreamScript,
  { tls, hostname = "127.0.0.1" }: { tls?: ServerCertificate; hostname?: string } = {},
): RecordingUpstream {
  const listener = tls
    ? Deno.listenTls({ hostname, port: 0, ...tls })
    : Deno.listen({ hostname, port: 0 });
  const connections: UpstreamConnection[] = [];
  const running = new Set<Promise<void>>();

  const accept = async () => {
    while (true) {
      let conn: Deno.TcpConn | Deno.TlsConn;
      try {
        conn = await listener.accept();
      } catch (error) {
        if (error instanceof Deno.errors.BadResource) return;
        continue;
      }
      const connection = upstreamConnection(conn);
      connections.push(connection);
      // A peer that breaks off fails the script, which is what some tests are about.
      const run = script(connection).catch(() => {}).finally(() => {
        connection.close();
        running.delete(run);
      });
      running.add(run);
    }
  };
  const accepting = accept();

  return {
    port: (listener.addr as Deno.NetAddr).port,
    connections,
    get received() {
      return connections.map((connection) => connection.received).join("");
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      for (const connection of connections) connection.close();
      await Promise.all([accepting, ...running]);
    },
  };
}

function upstreamConnection(conn: Deno.Conn): UpstreamConnection {
  const buffer = new Uint8Array(64 * 1024);
  let received = "";
  let taken = 0;
  let open = true;

  const more = async () => {
    const size = await conn.read(buffer).catch(() => null);
    if (size === null) return false;
    received += textOf(buffer.subarray(0, size));
    return true;
  };
  /** Waits until the text behind `from` fits, and returns where the match ends. */
  const until = async (from: number, pattern: RegExp): Promise<number | null> => {
    while (true) {
      const found = pattern.exec(received.slice(from));
      if (found) return from + found.index + found[0].length;
      if (!await more()) return null;
    }
  };

  return {
    get received() {
      return received;
    },
    more,
    async request() {
      const start = taken;
      const headEnd = await until(start, /\r\n\r\n/);
      if (headEnd === null) return null;
      const head = received.slice(start, headEnd);
      const chunked = /^transfer-encoding:.*chunked/im.test(head);
      const length = Number(/^content-length:[ \t]*(\d+)/im.exec(head)?.[1] ?? 0);
      let end: number | null = headEnd + length;
      if (chunked) end = await until(headEnd, /(?:^|\r\n)0\r\n(?:[^\r\n]+\r\n)*\r\n/);
      while (end !== null && received.length < end) if (!await more()) end = null;
      if (end === null) return null;
      taken = end;
      return { head, body: received.slice(headEnd, end) };
    },
    async write(bytes) {
      let left = typeof bytes === "string" ? latin1(bytes) : bytes;
      while (left.length > 0) left = left.subarray(await conn.write(left));
    },
    close() {
      if (open) conn.close();
      open = false;
    },
  };
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
