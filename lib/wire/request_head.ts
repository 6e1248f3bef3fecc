import { limits } from "../limits.ts";
import type { RequestHead, Version } from "./message.ts";
import { latin1Text } from "./latin1.ts";
import { notHttp } from "./not_http.ts";
import { parseFields } from "./parse_fields.ts";
import { protocolFault } from "./protocol_fault.ts";
import { syntax } from "./syntax.ts";

/**
 * One whole request head (RFC 9112 sections 2 to 5), from the request line (or up to
 * `limits.leadingEmptyLines` empty lines before it) to the empty line that ends it and nothing
 * behind. Whatever could be read in two ways throws a ProtocolError of the agent: 400, 414, 431, 501
 * or 505. Methods in lower case, several Hosts and the framing fields are left to those who judge
 * them.
 */
export function parseRequestHead(head: Uint8Array): RequestHead {
  const text = latin1Text(head);
  const start = skipEmptyLines(text);
  if (text.length - start > limits.headBytes) {
    // RFC 9110 section 5.4, RFC 6585 section 5.
    throw protocolFault("agent", 431, `has a head of more than ${limits.headBytes} bytes`);
  }
  const end = text.indexOf("\r\n", start);
  if (end === -1) throw notHttp(text.slice(start));
  const line = parseRequestLine(text.slice(start, end));
  return { ...line, fields: parseFields(text, end + 2, "agent") };
}

// The last part of a request line, or as much of it as has come.
const VERSION_PREFIX = String.raw`(?:H(?:T(?:T(?:P(?:\/(?:\d(?:\.\d?)?)?)?)?)?)?)?`;
const TOKEN_CHARACTER = String.raw`[!#$%&'*+\-.^_\x60|~0-9A-Za-z]`;
const METHOD = `(?!SSH-)${TOKEN_CHARACTER}{1,${limits.methodBytes}}`;
const LINE_PREFIX = new RegExp(
  String.raw`^(?:|${METHOD}(?:| [\x21-\x7e]*| [\x21-\x7e]+ ${VERSION_PREFIX}))$`,
);
const WHOLE_LINE = new RegExp(String.raw`^${METHOD} [\x21-\x7e]+ HTTP\/\d\.\d$`);

/**
 * Whether the bytes so far, at the beginning of a connection or behind a request, can be or become a
 * request line. False at the first byte that rules it out, so that garbage without a line end is
 * refused at once (with `notHttp`) and not by a clock. True says nothing about the fields.
 */
export function looksLikeRequest(bytes: Uint8Array): boolean {
  const longest = 2 * limits.leadingEmptyLines + limits.methodBytes + limits.targetBytes + 16;
  const text = latin1Text(bytes, 0, Math.min(bytes.length, longest));
  const start = skipEmptyLines(text);
  const end = text.indexOf("\r", start);
  if (end === -1) return LINE_PREFIX.test(text.slice(start));
  const isLineEnd = end + 1 === text.length || text.charCodeAt(end + 1) === 0x0a;
  if (!isLineEnd) return false;
  // A CR alone may be the half of one more empty line.
  const mayBeEmpty = end === start && end + 1 === text.length &&
    start < 2 * limits.leadingEmptyLines;
  return mayBeEmpty || WHOLE_LINE.test(text.slice(start, end));
}

// RFC 9112 section 2.2: a server ignores at least one empty line before the request line.
function skipEmptyLines(text: string): number {
  let start = 0;
  while (start < 2 * limits.leadingEmptyLines && text.startsWith("\r\n", start)) start += 2;
  return start;
}

function parseRequestLine(line: string): { method: string; target: string; version: Version } {
  const methodEnd = line.indexOf(" ");
  const targetEnd = line.lastIndexOf(" ");
  // RFC 9112 section 3: method SP target SP version. With fewer parts it is HTTP/0.9 or no HTTP.
  if (methodEnd === -1 || methodEnd === targetEnd) throw notHttp(line);
  const method = line.slice(0, methodEnd);
  const target = line.slice(methodEnd + 1, targetEnd);
  const version = parseVersion(line, targetEnd + 1);
  if (!syntax.token.test(method)) throw notHttp(line);
  if (method.length > limits.methodBytes) {
    // RFC 9112 section 3: a method longer than any that is implemented is a 501.
    throw protocolFault("agent", 501, `has a method of more than ${limits.methodBytes} bytes`);
  }
  if (target.length > limits.targetBytes) {
    // RFC 9112 section 3: a target longer than the server wishes to parse is a 414.
    throw protocolFault("agent", 414, `has a target of more than ${limits.targetBytes} bytes`);
  }
  if (!syntax.target.test(target)) {
    // RFC 9112 section 3.2: no white space is allowed in a target; a request with one is a 400.
    throw protocolFault(
      "agent",
      400,
      "has a target that is empty or holds a space, a control or a character that is not ASCII; " +
        "percent-encode it",
    );
  }
  return { method, target, version };
}

function parseVersion(line: string, at: number): Version {
  const version = line.slice(at);
  if (version === "HTTP/1.1") return "1.1";
  if (version === "HTTP/1.0") return "1.0";
  if (/^HTTP\/\d\.\d$/.test(version)) {
    // RFC 9110 section 15.6.6: another version is a 505. The HTTP/2 preface comes this way.
    throw protocolFault(
      "agent",
      505,
      "has a version other than HTTP/1.1 or HTTP/1.0; use HTTP/1.1",
    );
  }
  throw notHttp(line);
}
