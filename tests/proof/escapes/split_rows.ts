import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { secrets } from "../world/secrets.ts";
import type { RequestRow } from "./request_attempts.ts";

const { TOKEN, KNOWN, SIGNED, PHRASE } = secrets;

const cut = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
const asJson = (name: string, value: unknown): RequestRow => ({
  name,
  body: JSON.stringify(value),
  fields: [["Content-Type", "application/json"]],
});
const asText = (name: string, body: string): RequestRow => ({
  name,
  body,
  fields: [["Content-Type", "text/plain"]],
});
const inChunks = (name: string, bytes: number, body: string, trailers = ""): RequestRow => ({
  name,
  body,
  chunks: { bytes, trailers },
});
const hidden = (separator: string): string => [...TOKEN].join(separator);
const utf8 = (text: string): string => Buffer.from(text).toString("latin1");

/** A secret in pieces: over values, lines, chunks, parts; and what stands between its letters unseen. */
export const splitRows: readonly RequestRow[] = [
  asJson("an array of pieces", { parts: cut(TOKEN, 10) }),
  asJson("an array of letters", { letters: [...KNOWN] }),
  asJson(
    "pieces under several names",
    Object.fromEntries(cut(KNOWN, 8).map((s, i) => [`p${i}`, s])),
  ),
  asJson("pieces in several messages", {
    messages: cut(KNOWN, 12).map((content) => ({ role: "user", content })),
  }),
  asJson("base64 in pieces", { parts: cut(btoa(`key ${TOKEN}`), 16) }),
  asJson("hex in pieces", { parts: cut(Buffer.from(SIGNED).toString("hex"), 8) }),
  asText("concatenated by code", cut(TOKEN, 9).map((part) => `"${part}"`).join(" + ")),
  asText("a letter a line", [...KNOWN].join("\n")),
  asText("numbered lines", cut(KNOWN, 12).map((part, i) => `${i}: ${part}`).join("\n")),
  asText("with line numbers of hexdump -C", hexdump(`note ${KNOWN}`)),
  asText("dots between the letters", [...SIGNED].join(".")),
  asText("spaces between the letters", [...KNOWN].join(" ")),
  asText("a phrase without its spaces", PHRASE.replaceAll(" ", "")),
  asText("a phrase in capitals with dashes", PHRASE.toUpperCase().replaceAll(" ", "-")),
  asText("reversed", [...KNOWN].reverse().join("")),
  asText("a token in other case", `x ${TOKEN.toUpperCase()} x`),
  asText("the greater part of a known secret", KNOWN.slice(3, 30)),
  asText("zero-width spaces within", utf8(hidden("\u200b"))),
  asText("soft hyphens within", utf8(hidden("\u00ad"))),
  asText("word joiners within", utf8(hidden("\u2060"))),
  asText("bidirectional marks within", utf8(hidden("\u202e"))),
  asText("tag characters within", utf8(hidden("\u{e0041}"))),
  asText("wide letters", utf8(shifted(TOKEN, 0xfee0))),
  asText("mathematical letters", utf8(mathematical(TOKEN))),
  asText("combining marks", utf8([...TOKEN].join("\u0301"))),
  inChunks("chunks of one byte", 1, `t=${TOKEN}`),
  inChunks("chunks of seven bytes", 7, `{"k":"${KNOWN}"}`),
  inChunks("a trailer's value", 10, "nothing here", `X-Sum: ${TOKEN}\r\n`),
  inChunks("a trailer's name", 10, "nothing here", `${KNOWN}: 1\r\n`),
  inChunks(
    "trailers, cut",
    10,
    "nothing here",
    cut(KNOWN, 9).map((part, i) => `X-${i}: ${part}\r\n`).join(""),
  ),
  inChunks("a trailer in base64", 10, "nothing here", `X-Sum: ${btoa(`a ${KNOWN}`)}\r\n`),
  {
    ...inChunks("gzip in chunks", 5, gzipSync(`note ${TOKEN}`).toString("latin1")),
    fields: [["Content-Encoding", "gzip"]],
  },
];

function hexdump(text: string): string {
  return cut(text, 16).map((line, i) => {
    const hex = cut(Buffer.from(line).toString("hex"), 2).join(" ");
    return `${(16 * i).toString(16).padStart(8, "0")}  ${hex.padEnd(48)}  |${line}|`;
  }).join("\n");
}

function shifted(text: string, by: number): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + by));
}

/** Bold letters and digits of Unicode's mathematical block. */
function mathematical(text: string): string {
  return text.replace(/[A-Za-z0-9]/g, (char) => {
    const code = char.charCodeAt(0);
    const [first, bold] = code < 58 ? [48, 0x1d7ce] : code < 91 ? [65, 0x1d400] : [97, 0x1d41a];
    return String.fromCodePoint(bold + code - first);
  });
}
