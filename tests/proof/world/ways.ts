import { Buffer } from "node:buffer";
import { connectHttp2Tunnel } from "../../support/http2_client.ts";
import {
  connectRaw,
  connectTunnel,
  type RawClient,
  type RawResponse,
} from "../../support/raw_client.ts";
import { within } from "../../support/within.ts";
import type { World } from "./world.ts";

/** The ways by which a request reaches the sidecar. */
export type Way = "absolute" | "clear" | "tls" | "h2";

export const WAYS: readonly Way[] = ["absolute", "clear", "tls", "h2"];

export interface Ask {
  readonly method?: string;
  readonly host: string;
  /** Otherwise that of the upstream which fits the way. */
  readonly port?: number;
  readonly path?: string;
  readonly fields?: readonly (readonly [name: string, value: string])[];
  /** Text is latin1. */
  readonly body?: string | Uint8Array;
  /** Sent in chunks of so many bytes, with these trailers behind. HTTP/1.1 only. */
  readonly chunks?: { readonly bytes: number; readonly trailers?: string };
}

/** An answer as the agent has it; status 0: the connection was cut before or within it. */
export interface Told {
  readonly status: number;
  readonly reason: string | undefined;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

const SILENT_MS = 8_000;

/** Asks by this way and reads the answer; what the agent receives is noted in `world.told`. */
export async function ask(world: World, way: Way, request: Ask): Promise<Told> {
  try {
    const told = await within(SILENT_MS, send(world, way, request), "an answer");
    world.told.push(told.fields.map((field) => field.join(": ")).join("\n"), told.body);
    return told;
  } catch (error) {
    const message = error instanceof Error ? error.message : "";
    world.told.push(message);
    const silent = message.startsWith("an answer: not within");
    return { status: 0, reason: silent ? "silent" : "cut", fields: [], body: "" };
  }
}

/** `403 secret-found`; a bare number for an answer that is the upstream's; `cut`. */
export function summary({ status, reason }: Pick<Told, "status" | "reason">): string {
  if (status === 0) return reason ?? "cut";
  return reason === undefined ? `${status}` : `${status} ${reason}`;
}

/** The authority of the upstream that is reached by this way. */
export function authorityOf(world: World, way: Way, { host, port }: Ask): string {
  const { clear, tls } = world.upstream;
  const own = way === "absolute" || way === "clear" ? clear.port : tls.port;
  return `${host.includes(":") ? `[${host}]` : host}:${port ?? own}`;
}

/** Opens a connection by a way of HTTP/1.1. */
export async function connect(
  { sidecar }: World,
  way: Exclude<Way, "h2">,
  authority: string,
): Promise<RawClient> {
  if (way === "absolute") return await connectRaw(sidecar.port);
  const tls = way === "tls" ? { caPem: sidecar.caPem } : {};
  return await connectTunnel(sidecar.port, authority, tls);
}

export function toldOf({ status, fields, field, body, trailers, interim }: RawResponse): Told {
  return {
    status,
    reason: field("x-egress-reason"),
    fields: [...fields, ...trailers, ...interim.map((head) => ["interim", head] as const)],
    body,
  };
}

async function send(world: World, way: Way, request: Ask): Promise<Told> {
  const authority = authorityOf(world, way, request);
  if (way === "h2") return await sendHttp2(world, authority, request);
  using client = await connect(world, way, authority);
  const target = way === "absolute" ? `http://${authority}` : "";
  const bytes = requestBytes(request, target, authority);
  return toldOf(await client.ask(bytes, request.method));
}

/** The request as HTTP/1.1 writes it, latin1. */
export function requestBytes(request: Ask, target: string, authority: string): string {
  const { method = "GET", path = "/", fields = [], chunks } = request;
  const body = textOf(request.body);
  const lines = [`${method} ${target}${path} HTTP/1.1`, `Host: ${authority}`];
  lines.push(...fields.map(([name, value]) => `${name}: ${value}`));
  if (chunks) lines.push("Transfer-Encoding: chunked");
  else if (body !== "") lines.push(`Content-Length: ${body.length}`);
  return `${lines.join("\r\n")}\r\n\r\n${chunks ? inChunks(body, chunks) : body}`;
}

function inChunks(body: string, { bytes, trailers = "" }: NonNullable<Ask["chunks"]>): string {
  let text = "";
  for (let at = 0; at < body.length; at += bytes) {
    const chunk = body.slice(at, at + bytes);
    text += `${chunk.length.toString(16)}\r\n${chunk}\r\n`;
  }
  return `${text}0\r\n${trailers}\r\n`;
}

async function sendHttp2({ sidecar }: World, authority: string, request: Ask): Promise<Told> {
  const { method = "GET", path = "/", fields = [], body } = request;
  using client = await connectHttp2Tunnel(sidecar.port, authority, { caPem: sidecar.caPem });
  const headers: Record<string, string | string[]> = { ":method": method, ":path": path };
  for (const [name, value] of fields) {
    const lower = name.toLowerCase();
    const before = headers[lower];
    headers[lower] = before === undefined ? value : [before, value].flat();
  }
  const bytes = body === undefined ? undefined : Buffer.from(textOf(body), "latin1");
  const answer = await client.ask(headers, bytes);
  const { status } = answer;
  return {
    status,
    reason: answer.field("x-egress-reason"),
    fields: answer.fields,
    body: answer.body,
  };
}

function textOf(body: string | Uint8Array = ""): string {
  return typeof body === "string" ? body : Buffer.from(body).toString("latin1");
}
