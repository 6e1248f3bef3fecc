import { Buffer } from "node:buffer";
import type { HeadParts } from "../../lib/scan/surfaces.ts";
import type { Sample } from "./proof_samples.ts";
import { textEncodings } from "./text_encodings.ts";

/** A sample put into a request's head, and the surfaces of which one must show it. */
export interface Placed {
  readonly parts: Partial<HeadParts>;
  readonly surfaces: readonly string[];
  /** What must have been undone, where another decoding would show the sample too. */
  readonly view?: string;
}

/** Undefined where the sample does not fit: a host name holds no underscore-free capital, say. */
export type Placement = (sample: Sample) => Placed | undefined;

const encoded = (text: string): string => textEncodings["percent where needed"]?.(text) ?? "";

/** A field's value holds no line ends; who sends such a text writes them as JSON does. */
const inField = (text: string): string => text.replaceAll("\r", "").replaceAll("\n", "\\n");

/** A cookie's value holds neither blanks nor quotes, commas, semicolons and backslashes (RFC 6265). */
const inCookie = (text: string): string => text.replace(/[^!#-+\--:<-[\]-~]/g, encoded);

const field = (name: string, value: string): Partial<HeadParts> => ({
  fields: [["User-Agent", "agent/1.0"], [name, value], ["Accept", "*/*"]],
});

const isToken = (text: string): boolean => /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(text);

/** Labels of a host name under a domain, if the text survives small letters and the name is not too long. */
function labels(text: string, longest: number): Placed | undefined {
  if (!/^[a-z0-9_-]+$/.test(text)) return undefined;
  const host = `${text.replace(new RegExp(`.{${longest}}(?=.)`, "g"), "$&.")}.example.com`;
  return host.length > 253 ? undefined : { parts: { host }, surfaces: ["host"] };
}

const base32 = (text: string): string => {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  const bits = [...Buffer.from(text, "latin1")].map((byte) => byte.toString(2).padStart(8, "0"));
  return bits.join("").replace(
    /.{1,5}/g,
    (five) => letters.charAt(parseInt(five.padEnd(5, "0"), 2)),
  );
};

/** Every surface of the head, by name. */
export const headPlacements: Readonly<Record<string, Placement>> = {
  "a host label": ({ value, alone }) => alone ? labels(value, 63) : undefined,
  "host labels of 20": ({ value, alone }) => alone ? labels(value, 20) : undefined,
  "host labels in hex": ({ value, alone }) =>
    alone ? labels(Buffer.from(value, "latin1").toString("hex"), 60) : undefined,
  "host labels in base32": ({ value, alone }) => alone ? labels(base32(value), 50) : undefined,
  "a path segment": ({ text }) => ({
    parts: { path: `/v1/${encoded(text)}/notes` },
    surfaces: ["path"],
  }),
  "a query value": ({ text }) => ({
    parts: { query: `page=2&note=${encoded(text)}&sort=up` },
    surfaces: ["query"],
  }),
  "a query name": ({ text }) => ({
    parts: { query: `page=2&${encoded(text)}` },
    surfaces: ["query"],
  }),
  "a header's value": ({ text }) => ({
    parts: field("X-Note", inField(text)),
    surfaces: ["header x-note"],
  }),
  "a header's name": ({ value, alone }) =>
    alone && isToken(value) ? { parts: field(value, "1"), surfaces: ["header name"] } : undefined,
  "a cookie": ({ text }) => ({
    parts: field("Cookie", `theme=dark; note=${inCookie(text)}; lang=en`),
    surfaces: ["cookie note"],
  }),
  "Authorization: Bearer": ({ text, value, alone }) => ({
    parts: field("Authorization", `Bearer ${inField(alone ? value : text)}`),
    surfaces: ["header authorization"],
  }),
  "a Basic password": ({ text, value, alone }) => ({
    parts: field(
      "Authorization",
      `Basic ${Buffer.from(`user:${alone ? value : text}`, "latin1").toString("base64")}`,
    ),
    surfaces: ["header authorization"],
    view: "basic",
  }),
};
