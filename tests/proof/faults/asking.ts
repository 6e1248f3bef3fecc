import { connectHttp2Tunnel } from "../../support/http2_client.ts";
import { connectRaw, connectTunnel, type RawClient } from "../../support/raw_client.ts";
import type { RunningSidecar } from "../../support/test_sidecar.ts";
import { within } from "../../support/within.ts";
import type { Seen } from "./cell.ts";

/** The ways by which a request reaches the sidecar. */
export type Way = "absolute" | "tunnel" | "TLS" | "HTTP/2";

export const ways: readonly Way[] = ["absolute", "tunnel", "TLS", "HTTP/2"];

/** Whether the upstream of this way speaks TLS. */
export const isSecure = (way: Way): boolean => way === "TLS" || way === "HTTP/2";

/** What is asked: a path that tells the upstream what to do, and a body if it is a POST. */
export interface Question {
  readonly authority: string;
  readonly path: string;
  readonly body?: string;
}

/** What every upstream of the matrix answers if nothing fails: more than is held before the head is said. */
export const WHOLE = `whole ${"answer ".repeat(12_000)}end`;

/** No cell takes longer than the slowest clock of a test's sidecar. */
const MOST_MS = 12_000;

/** Asks by a connection of its own and says what came of it. */
export async function ask(sidecar: RunningSidecar, way: Way, question: Question): Promise<Seen> {
  const asked = way === "HTTP/2"
    ? askHttp2(sidecar, question)
    : connect(sidecar, way, question.authority).then(async (client) => {
      try {
        await client.send(requestBytes(way, question)).catch(() => {});
        return await answerOf(client);
      } finally {
        client.close();
      }
    });
  return await within(MOST_MS, asked, "an answer").catch(seenOf);
}

/** A connection by which HTTP/1.1 is asked, its tunnel and TLS opened. */
export async function connect(
  { port, caPem }: RunningSidecar,
  way: Exclude<Way, "HTTP/2">,
  authority: string,
): Promise<RawClient> {
  if (way === "absolute") return await connectRaw(port);
  return await connectTunnel(port, authority, way === "TLS" ? { caPem } : {});
}

export function requestBytes(way: Way, { authority, path, body }: Question): string {
  const target = way === "absolute" ? `http://${authority}${path}` : path;
  const head = `${
    body === undefined ? "GET" : "POST"
  } ${target} HTTP/1.1\r\nHost: ${authority}\r\n`;
  return body === undefined
    ? `${head}\r\n`
    : `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
}

/** Reads one answer. */
export async function answerOf(client: RawClient): Promise<Seen> {
  try {
    const { status, field, body } = await client.response();
    return judged(status, field("x-egress-reason"), body);
  } catch (error) {
    return seenOf(error);
  }
}

async function askHttp2({ port, caPem }: RunningSidecar, question: Question): Promise<Seen> {
  const { authority, path, body } = question;
  using client = await connectHttp2Tunnel(port, authority, { caPem });
  const headers = {
    ":path": path,
    ":authority": authority,
    ...(body !== undefined && { ":method": "POST", "content-length": String(body.length) }),
  };
  const { status, field, body: got } = await client.ask(headers, body);
  return judged(status, field("x-egress-reason"), got);
}

function judged(status: number, reason: string | undefined, body: string): Seen {
  if (status >= 400 && reason !== undefined) return "refused";
  if (status !== 200) return `wrong: status ${status}`;
  return body === WHOLE ? "whole" : `wrong: ${body.length} bytes are taken for the whole`;
}

/** An answer that did not come; a test's own clock is no end of a connection. */
function seenOf(error: unknown): Seen {
  const text = error instanceof Error ? error.message : String(error);
  return /not within/.test(text) ? "wrong: nothing comes and nothing ends" : "cut";
}
