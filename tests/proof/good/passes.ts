import { Buffer } from "node:buffer";
import type { UpstreamConnection } from "../../support/recording_upstream.ts";
import { ask, summary, type Told, type Way } from "../world/ways.ts";
import type { World } from "../world/world.ts";
import type { GoodAnswer, GoodRow } from "./good_row.ts";

/** Sends one exchange and compares both sides of it. @returns what is not as it was sent, in words */
export async function passes(
  world: World,
  way: Way,
  row: GoodRow,
): Promise<string | undefined> {
  const { host = "good.test", path, fields = [], body, chunkBytes, answer = {} } = row;
  const method = row.method ?? (body === undefined ? "GET" : "POST");
  world.upstream.taken();
  let asked = "";
  world.upstream.answering = async (connection, request) => {
    asked = `${request.head}${request.body}`;
    await write(connection, answer, method);
  };
  const told = await ask(world, way, {
    method,
    host,
    path,
    // The length is written by who sends the body.
    fields,
    ...(body !== undefined && { body }),
    ...(chunkBytes !== undefined && { chunks: { bytes: chunkBytes } }),
  });
  world.told.length = 0;
  return answerDiffers(told, answer, method) ?? requestDiffers(asked, row, method);
}

async function write(
  connection: UpstreamConnection,
  { status = 200, fields = [], framing, sliceBytes, ...answer }: GoodAnswer,
  method: string,
): Promise<void> {
  const body = textOf(answer.body);
  const bodiless = method === "HEAD" || status === 204 || status === 304;
  const about = bodiless
    ? []
    : framing === "chunked"
    ? ["Transfer-Encoding: chunked"]
    : framing === "close"
    ? ["Connection: close"]
    : [`Content-Length: ${body.length}`];
  const lines = [
    `HTTP/1.1 ${status} Whatever`,
    ...fields.map((field) => field.join(": ")),
    ...about,
  ];
  await connection.write(`${lines.join("\r\n")}\r\n\r\n`);
  if (bodiless) return;
  const size = sliceBytes ?? Math.max(1, body.length);
  for (let at = 0; at < body.length; at += size) {
    const slice = body.slice(at, at + size);
    await connection.write(
      framing === "chunked" ? `${slice.length.toString(16)}\r\n${slice}\r\n` : slice,
    );
  }
  if (framing === "chunked") await connection.write("0\r\n\r\n");
  if (framing === "close") connection.close();
}

function answerDiffers(
  told: Told,
  { status = 200, fields = [], body }: GoodAnswer,
  method: string,
): string | undefined {
  if (told.status !== status || told.reason !== undefined) {
    return `the agent saw ${summary(told)}${told.reason ? `: ${told.body.slice(0, 120)}` : ""}`;
  }
  for (const [name, value] of fields) {
    const same = told.fields.some(([given, got]) =>
      given.toLowerCase() === name.toLowerCase() && got === value
    );
    if (!same) return `the answer's field ${name} is not as it was sent`;
  }
  const wanted = method === "HEAD" || status === 204 || status === 304 ? "" : textOf(body);
  return told.body === wanted
    ? undefined
    : `the answer's body is not as it was sent (${told.body.length} bytes of ${wanted.length})`;
}

function requestDiffers(
  asked: string,
  { path, fields = [], body }: GoodRow,
  method: string,
): string | undefined {
  const end = asked.indexOf("\r\n\r\n");
  const [line = "", ...lines] = asked.slice(0, end).split("\r\n");
  if (line !== `${method} ${path} HTTP/1.1`) return "the request line is not as it was sent";
  const got = lines.map((field) => {
    const colon = field.indexOf(":");
    return `${field.slice(0, colon).toLowerCase()}: ${field.slice(colon + 1).trim()}`;
  });
  const sent = fields.map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  const missing = sent.find((field) => !got.includes(field));
  if (missing !== undefined) return `the field ${missing.split(":")[0]} is not as it was sent`;
  const ours = /^(?:host|content-length|transfer-encoding):/;
  const added = got.find((field) => !ours.test(field) && !sent.includes(field));
  if (added !== undefined) return `the field ${added.split(":")[0]} was added`;
  const came = asked.slice(end + 4);
  const chunked = got.includes("transfer-encoding: chunked");
  return (chunked ? withoutChunks(came) : came) === textOf(body)
    ? undefined
    : "the request's body is not as it was sent";
}

function withoutChunks(body: string): string {
  let text = "";
  for (let at = 0; at < body.length;) {
    const end = body.indexOf("\r\n", at);
    const size = parseInt(body.slice(at, end), 16);
    if (!(size > 0)) break;
    text += body.slice(end + 2, end + 2 + size);
    at = end + 4 + size;
  }
  return text;
}

function textOf(body: string | Uint8Array = ""): string {
  return typeof body === "string" ? body : Buffer.from(body).toString("latin1");
}
