import { Buffer } from "node:buffer";
import { secrets } from "../world/secrets.ts";
import { OVER_HTTP1, type RequestRow } from "./request_attempts.ts";

const { TOKEN, KNOWN, SIGNED, PHRASE } = secrets;

const field = (name: string, value: string): RequestRow["fields"] => [[name, value]];
const base64 = (text: string) => Buffer.from(text, "latin1").toString("base64");
const hex = (text: string) => Buffer.from(text, "latin1").toString("hex");
const cut = (text: string, size: number) => text.match(new RegExp(`[^]{1,${size}}`, "g")) ?? [];
const percent = (text: string) => hex(text).replace(/../g, "%$&");

/** A secret in every place of a request's head. */
export const headRows: readonly RequestRow[] = [
  { name: "a path segment", path: `/files/${TOKEN}/x` },
  { name: "a path segment, percent-encoded", path: `/files/${percent(KNOWN)}` },
  {
    name: "a path segment, percent-encoded twice",
    path: `/${percent(KNOWN).replaceAll("%", "%25")}`,
  },
  { name: "a path segment in base64url", path: `/p/${Buffer.from(TOKEN).toString("base64url")}` },
  { name: "a path cut into segments", path: `/${cut(KNOWN, 7).join("/")}` },
  { name: "path parameters", path: `/a;key=${TOKEN}` },
  { name: "a query value", path: `/a?x=1&t=${TOKEN}&y=2` },
  { name: "a query name", path: `/a?${KNOWN}` },
  {
    name: "a query cut over its values",
    path: `/a?${cut(KNOWN, 8).map((s, i) => `p${i}=${s}`).join("&")}`,
  },
  { name: "a query with plus signs", path: `/a?q=${PHRASE.replaceAll(" ", "+")}` },
  { name: "a query in hex", path: `/a?h=${hex(SIGNED)}` },
  { name: "a URL in a query", path: `/go?u=${encodeURIComponent(`http://x.test/?k=${TOKEN}`)}` },
  { name: "a header's value", fields: field("X-Note", `see ${TOKEN}`) },
  { name: "a header's name", fields: field(KNOWN, "1") },
  { name: "headers' names, cut", fields: cut(KNOWN, 9).map((part) => [part, "1"] as const) },
  {
    name: "headers' values, cut",
    fields: cut(KNOWN, 9).map((part, i) => [`X-P${i}`, part] as const),
  },
  {
    name: "values of one header, cut",
    fields: cut(KNOWN, 9).map((part) => ["X-P", part] as const),
  },
  { name: "User-Agent", fields: field("User-Agent", `curl/8 (${KNOWN})`) },
  { name: "Referer", fields: field("Referer", `http://a.test/?t=${TOKEN}`) },
  { name: "If-None-Match", fields: field("If-None-Match", `"${hex(KNOWN)}"`) },
  { name: "Accept-Language", fields: field("Accept-Language", `${KNOWN};q=0.5`) },
  { name: "Range", fields: field("Range", `${KNOWN}=0-1`) },
  { name: "Forwarded", fields: field("Forwarded", `for="${KNOWN}"`) },
  {
    name: "traceparent",
    fields: field("traceparent", `00-${hex(KNOWN).slice(0, 32)}-${hex(KNOWN).slice(32, 48)}-01`),
  },
  { name: "a cookie's value", fields: field("Cookie", `a=1; sid=${TOKEN}`) },
  { name: "a cookie's name", fields: field("Cookie", `${KNOWN}=1`) },
  {
    name: "cookies, cut",
    fields: field("Cookie", cut(KNOWN, 8).map((s, i) => `c${i}=${s}`).join("; ")),
  },
  { name: "Authorization: Bearer", fields: field("Authorization", `Bearer ${TOKEN}`) },
  {
    name: "Authorization: Basic",
    fields: field("Authorization", `Basic ${base64(`me:${TOKEN}`)}`),
  },
  {
    name: "Authorization of another scheme",
    fields: field("Authorization", `Digest username="${KNOWN}"`),
  },
  {
    name: "the wrong secret where a route replaces it",
    host: "key.test",
    fields: field("X-Api-Key", KNOWN),
  },
  { name: "Content-Type", fields: field("Content-Type", `text/plain; note=${KNOWN}`), body: "a" },
  {
    name: "Content-Disposition",
    fields: field("Content-Disposition", `form-data; filename="${KNOWN}"`),
  },
  { name: "Content-Language", fields: field("Content-Language", KNOWN), body: "a" },
  { name: "a method of its own", method: KNOWN.slice(0, 30).toUpperCase() },
  {
    name: "a method, cut and with signs",
    method: cut(KNOWN.toUpperCase(), 6).slice(0, 4).join("-"),
  },
  {
    name: "a header with zero-width characters",
    fields: field("X-Note", Buffer.from([...TOKEN].join("\u200b")).toString("latin1")),
    ways: OVER_HTTP1,
  },
  {
    name: "a header in wide letters",
    fields: field("X-Note", Buffer.from(wide(TOKEN)).toString("latin1")),
    ways: OVER_HTTP1,
  },
  { name: "a line break and a header in the path", path: `/a%0d%0aX-Evil:%20${KNOWN}` },
  { name: "a label of a host", host: `${KNOWN.toLowerCase()}.wild.test` },
  { name: "labels of a host", host: `${cut(KNOWN.toLowerCase(), 10).join(".")}.wild.test` },
  { name: "labels in hex", host: `${cut(hex(KNOWN), 40).join(".")}.wild.test` },
  { name: "labels in base32", host: `${cut(base32(KNOWN), 30).join(".")}.wild.test` },
  { name: "labels behind a counter", host: `07.${KNOWN.toLowerCase()}.x.wild.test` },
];

function wide(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}

function base32(text: string): string {
  const letters = "abcdefghijklmnopqrstuvwxyz234567";
  const bits = [...Buffer.from(text)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.replace(/.{1,5}/g, (five) => letters.charAt(parseInt(five.padEnd(5, "0"), 2)));
}
