import { Buffer } from "node:buffer";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { digestOf } from "./digest_of.ts";
import type { ServerCertificate } from "./tls_authority.ts";

/** What `/echo` answers, as JSON. */
export interface Echo {
  readonly method: string;
  /** Raw, with its query. */
  readonly url: string;
  /** Names in lower case; of a field that carries credentials `digestOf` its value. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A server that answers by path; what a path asks for stands in its query. */
export interface HttpUpstream extends AsyncDisposable {
  readonly port: number;
  /** Method and target of every request, as `GET /echo`. */
  readonly requests: readonly string[];
}

export type HttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
) => void | Promise<void>;

/**
 * A `node:http` or `node:https` server. Without a handler it answers
 *
 * - `/big?bytes=N`: N bytes with a length; `/chunked?bytes=N`: the same in chunks;
 * - `/slow?ms=N`: one half of the body at once and the other N ms later;
 * - `/status?code=N`: that status, without a body;
 * - all else as `/echo`: an `Echo`.
 */
export async function startHttpUpstream(
  { tls, handler = byPath, hostname = "127.0.0.1" }: {
    tls?: ServerCertificate;
    handler?: HttpHandler;
    hostname?: string;
  } = {},
): Promise<HttpUpstream> {
  const requests: string[] = [];
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    requests.push(`${request.method} ${request.url}`);
    // The client may leave in the middle of an answer.
    response.on("error", () => {});
    Promise.resolve(handler(request, response)).catch(() => response.destroy());
  };
  const server = tls ? createTlsServer({ ...tls }, listener) : createServer(listener);
  server.on("tlsClientError", () => {});
  server.listen(0, hostname);
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function byPath(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream.test");
  const number = (name: string) => Number(searchParams.get(name));
  switch (pathname) {
    case "/big":
      response.writeHead(200, { "content-length": number("bytes") });
      return void response.end(Buffer.alloc(number("bytes"), "x"));
    case "/chunked":
      response.write(Buffer.alloc(number("bytes"), "x"));
      return void response.end();
    case "/slow":
      response.write("first half,");
      setTimeout(() => response.end("second half"), number("ms"));
      return;
    case "/status":
      response.writeHead(number("code"));
      return void response.end();
  }
  const body = (await readBody(request)).toString("latin1");
  const { method = "", url = "", headers } = request;
  const shown = Object.entries(headers).map(([name, value]) => [
    name,
    CREDENTIALS.has(name) ? digestOf(String(value)) : value,
  ]);
  const echo = { method, url, headers: Object.fromEntries(shown), body };
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(echo));
}

const CREDENTIALS: ReadonlySet<string> = new Set(["authorization", "x-api-key"]);

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const slices: Buffer[] = [];
  for await (const slice of request) slices.push(slice);
  return Buffer.concat(slices);
}
