import { connect as connectHttp2 } from "node:http2";
import { connect as connectTcp } from "node:net";
import { connect as connectTls } from "node:tls";
import { once } from "node:events";

/** An HTTP/2 connection in a tunnel, on which a test chooses every pseudo-header. */
export interface Http2Client extends Disposable {
  /** Asks and reads the answer. Rejects if the stream is reset or the connection ends. */
  ask(
    headers: Readonly<Record<string, string | readonly string[]>>,
    body?: string | Uint8Array,
  ): Promise<Http2Response>;
}

export interface Http2Response {
  readonly status: number;
  /** Names in lower case, without the status. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The value of the header of that name, in lower case. */
  field(name: string): string | undefined;
  readonly body: string;
}

/** Opens a tunnel to `host:port`, TLS in it with the SNI `serverName`, and HTTP/2 in that. */
export async function connectHttp2Tunnel(
  proxyPort: number,
  authority: string,
  { caPem, serverName }: { caPem: string; serverName?: string },
): Promise<Http2Client> {
  const socket = connectTcp(proxyPort, "127.0.0.1");
  await once(socket, "connect");
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`);
  const [answer] = await once(socket, "data");
  if (!/^HTTP\/1\.1 200 /.test(String(answer))) throw new Error(`no tunnel: ${answer}`);
  const tls = connectTls({
    socket,
    servername: serverName ?? authority.replace(/:\d+$/, ""),
    ca: caPem,
    ALPNProtocols: ["h2"],
  });
  await once(tls, "secureConnect");
  const session = connectHttp2(`https://${authority}`, { createConnection: () => tls });
  session.on("error", () => {});
  return {
    ask(headers, body) {
      const { promise, resolve, reject } = Promise.withResolvers<Http2Response>();
      const stream = session.request({ ...headers } as Record<string, string>, {
        endStream: body === undefined,
      });
      let got: Record<string, unknown> = {};
      let text = "";
      stream.on("response", (fields) => got = fields);
      stream.setEncoding("latin1");
      stream.on("data", (slice: string) => text += slice);
      // What had come by then is told, as by the raw client.
      stream.on("error", ({ message }) => reject(new Error(`${message}: ${text}`)));
      stream.on("end", () =>
        resolve({
          status: Number(got[":status"]),
          fields: Object.entries(got).filter(([name]) => !name.startsWith(":"))
            .map(([name, value]) => [name, String(value)] as const),
          field: (name) => got[name] === undefined ? undefined : String(got[name]),
          body: text,
        }));
      stream.on(
        "close",
        () => reject(new Error(`the stream was closed without an answer: ${text}`)),
      );
      if (body !== undefined) stream.end(body);
      return promise;
    },
    [Symbol.dispose]() {
      session.destroy();
      socket.destroy();
    },
  };
}
