import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import type { ServerCertificate } from "../../support/tls_authority.ts";
import { textOf } from "../../support/wire_bytes.ts";
import { WHOLE } from "./asking.ts";

/** What an upstream does instead of going on. */
export type Fault = "resets" | "leaves" | "stalls" | "sends garbage";

export const faults: readonly Fault[] = ["resets", "leaves", "stalls", "sends garbage"];

/** The phases of an upstream's part, in order; `TLS` is before any request. */
export type Phase =
  | "TLS"
  | "send"
  | "wait"
  | "answer head"
  | "answer body"
  | "chunk"
  | "trailers"
  | "idle";

/** An upstream that fails as each request's path says: `/<phase>/<fault>/<id>`. */
export interface FaultyUpstream extends AsyncDisposable {
  readonly port: number;
  /** Ids of those requests whose phase was reached, before the fault. */
  readonly reached: ReadonlySet<string>;
  /** What was received and was no whole request of the matrix, in words. */
  readonly wrong: readonly string[];
}

const HEAD = `HTTP/1.1 200 OK\r\nContent-Length: ${WHOLE.length}\r\n\r\n`;
const CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n";
const CHUNK = `${WHOLE.length.toString(16)}\r\n${WHOLE}\r\n`;
const GARBAGE = "\0\x01\xff\xfe garbage \r\n\r\n";

/** What is written before a phase's fault. */
const BEFORE: Readonly<Record<Exclude<Phase, "TLS">, string>> = {
  send: "",
  wait: "",
  "answer head": HEAD.slice(0, 30),
  "answer body": HEAD + WHOLE.slice(0, 70_000),
  chunk: `${CHUNKED}2bc\r\n${WHOLE.slice(0, 700)}\r\n`,
  trailers: `${CHUNKED}${CHUNK}0\r\nX-T: a`,
  idle: HEAD + WHOLE,
};

/** @param early what it does with every connection before any request, instead of TLS */
export async function startFaultyUpstream(
  { tls, early }: { tls?: ServerCertificate; early?: Fault } = {},
): Promise<FaultyUpstream> {
  const sockets = new Set<Socket>();
  const reached = new Set<string>();
  const wrong: string[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).on("close", () => sockets.delete(socket));
    if (early !== undefined) {
      socket.once("data", () => {
        reached.add(String(reached.size));
        fail(early, socket, socket);
      });
      return;
    }
    const inside = tls ? new TLSSocket(socket, { isServer: true, ...tls }) : socket;
    inside.on("error", () => {});
    serve(inside, socket, reached, wrong);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    reached,
    wrong,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function serve(inside: Socket, socket: Socket, reached: Set<string>, wrong: string[]): void {
  let received = "";
  /** Nothing is answered any more on a connection that is about to fail while it is idle. */
  let isFailing = false;
  inside.on("data", (bytes: Uint8Array) => {
    if (isFailing) return;
    received += textOf(bytes);
    for (let request = next(); request !== undefined; request = next()) answer(request);
  });

  /** The next request, whole or, where its phase is `send`, begun. */
  function next(): { phase: string; fault: string; id: string } | undefined {
    const end = received.indexOf("\r\n\r\n");
    if (end < 0) return undefined;
    const head = received.slice(0, end);
    const [, phase = "", fault = "", id = ""] = (head.split(" ")[1] ?? "").split("/")
      .map(decodeURIComponent);
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    if (phase === "send") {
      received = "";
      inside.removeAllListeners("data");
      return { phase, fault, id };
    }
    if (received.length < end + 4 + length) return undefined;
    const body = received.slice(end + 4, end + 4 + length);
    received = received.slice(end + 4 + length);
    // Of these no agent of the matrix sends more than a half.
    if (
      phase === "short" || (phase !== "asked" && /[^x]/.test(body)) ||
      /transfer-encoding/i.test(head)
    ) {
      wrong.push(`body of ${phase} ${id}`);
    }
    return { phase, fault, id };
  }

  function answer({ phase, fault, id }: { phase: string; fault: string; id: string }): void {
    reached.add(id);
    if (!isPhase(phase)) return void inside.write(HEAD + WHOLE, "latin1");
    isFailing = phase === "idle";
    const written = BEFORE[phase];
    const fails = () => setTimeout(() => fail(fault as Fault, inside, socket), LINGER_MS);
    if (written === "") fails();
    else inside.write(written, "latin1", fails);
  }
}

/** A reset takes bytes along that were written just before it. */
const LINGER_MS = 15;

function isPhase(phase: string): phase is keyof typeof BEFORE {
  return Object.hasOwn(BEFORE, phase);
}

function fail(fault: Fault, inside: Socket, socket: Socket): void {
  switch (fault) {
    case "resets":
      return void socket.resetAndDestroy();
    case "leaves":
      return void socket.destroySoon();
    case "stalls":
      return void inside.pause();
    case "sends garbage":
      return void inside.write(GARBAGE, "latin1");
  }
  // Nothing fails: the rest of the answer never comes, and is not waited for either.
  fault satisfies never;
}
