import { Buffer } from "node:buffer";
import { bodyEncodings } from "../../support/body_encodings.ts";
import { secretWritings } from "../../support/secret_writings.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import { secrets } from "../world/secrets.ts";
import { ask, summary } from "../world/ways.ts";
import type { Attempt } from "./attempt.ts";

/** What an upstream answers with, written as it is told: a slice for each write. */
interface AnswerRow {
  readonly name: string;
  /** Latin1. */
  readonly slices: readonly string[];
  /** `403 credential-reflected` unless said otherwise. */
  readonly sees?: string | RegExp;
}

const { INJECTED, KNOWN } = secrets;
const CUT = /^(?:cut|403 credential-reflected|ended by an event)$/;

const answer = (fields: readonly string[], body: string, status = "200 OK"): string =>
  [`HTTP/1.1 ${status}`, ...fields, `Content-Length: ${body.length}`, "", body].join("\r\n");
const inText = (name: string, body: string): AnswerRow => ({
  name,
  slices: [answer(["Content-Type: text/plain"], body)],
});
const inField = (name: string, field: string, status?: string): AnswerRow => ({
  name,
  slices: [answer([field], "ok", status)],
});
const CHUNKED =
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const streamed = (name: string, parts: readonly string[], end = "0\r\n\r\n"): AnswerRow => ({
  name,
  slices: [CHUNKED, ...parts.map(chunk), end],
  sees: CUT,
});
const event = (text: string) => `data: ${JSON.stringify({ delta: { text } })}\n\n`;

const rows: readonly AnswerRow[] = [
  ...Object.entries(textEncodings).map(([name, encode]) =>
    inText(name, `you sent ${encode(INJECTED)} .`)
  ),
  ...Object.entries(secretWritings).map(([name, write]) =>
    inText(name, `you sent ${write(INJECTED)} .`)
  ),
  ...Object.entries(bodyEncodings).map(([name, encode]) => {
    const { bytes, about } = encode(`you sent ${INJECTED} .`);
    const fields = about.contentEncoding.map((coding) => `Content-Encoding: ${coding}`);
    if (about.contentType) fields.push(`Content-Type: ${about.contentType}`);
    return {
      name: `a body: ${name}`,
      slices: [answer(fields, Buffer.from(bytes).toString("latin1"))],
    };
  }),
  inText("another secret than the one that was injected", `see ${KNOWN}`),
  inField("a field", `X-Echo: Bearer ${INJECTED}`),
  inField("a field in base64", `X-Echo: ${btoa(`key:${INJECTED}`)}`),
  inField("a cookie", `Set-Cookie: key=${INJECTED}; Path=/`),
  inField("a field's name", `${INJECTED}: 1`),
  inField("the reason phrase", "X-A: b", `200 ${INJECTED}`),
  inField("a redirect", `Location: http://evil.test/?k=${INJECTED}`, "302 Found"),
  inField(
    "an error's challenge",
    `WWW-Authenticate: Bearer error="${INJECTED}"`,
    "401 Unauthorized",
  ),
  {
    name: "an interim answer",
    slices: [`HTTP/1.1 103 Early Hints\r\nLink: </${INJECTED}>\r\n\r\n`, answer([], "ok")],
  },
  { ...streamed("a trailer", ["nothing"], `0\r\nX-Echo: ${INJECTED}\r\n\r\n`), sees: CUT },
  streamed("an event of a stream", [event("hello"), event(INJECTED), event("bye")]),
  streamed("chunks of one byte", [...event(INJECTED)]),
  streamed("two events with nothing between them", [
    "data: ",
    INJECTED.slice(0, 20),
    INJECTED.slice(20),
    "\n\n",
  ]),
  streamed("base64 in chunks of seven", btoa(`x ${INJECTED} y`).match(/.{1,7}/g) ?? []),
  streamed("behind a megabyte", [...Array(16).fill("words ".repeat(11_000)), INJECTED]),
  {
    name: "a body that ends with the connection",
    slices: ["HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", `you sent ${INJECTED}`],
    sees: CUT,
  },
  {
    name: "a body of HTTP/1.0",
    slices: [`HTTP/1.0 200 OK\r\n\r\nyou sent ${INJECTED}`],
    sees: CUT,
  },
  {
    name: "a switch of protocols that nobody asked for",
    slices: [
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n${INJECTED}`,
    ],
    sees: "502 upstream-protocol",
  },
  { name: "what is no HTTP", slices: [`${INJECTED}\r\n\r\n`], sees: "502 upstream-protocol" },
  {
    name: "two lengths",
    slices: [`HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 60\r\n\r\nok${INJECTED}`],
    sees: "502 upstream-protocol",
  },
];

/** A credential that the upstream hands to the agent: the agent's side is looked through here. */
export const answerAttempts: readonly Attempt[] = rows.map(({ name, slices, sees }) => ({
  group: "credentials in answers",
  name,
  sees: sees ?? "403 credential-reflected",
  reaches: "upstream",
  injects: true,
  async attempt(world, ways) {
    const ends = slices.some((slice) => /^HTTP\/1\.0|Connection: close/.test(slice));
    world.upstream.answering = async (connection) => {
      for (const slice of slices) await connection.write(slice);
      if (ends) connection.close();
    };
    const saw: string[] = [];
    for (const way of ways) {
      const told = await ask(world, way, { host: "key.test", path: "/echo" });
      const isEnded = /\n\nevent: error\ndata: .*credential-reflected.*\n\n$/.test(
        `\n\n${told.body}`,
      );
      saw.push(isEnded ? "ended by an event" : summary(told));
    }
    return saw;
  },
}));
