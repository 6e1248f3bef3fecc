/**
 * What an upstream may do wrong with its answer, and what must become of that: a refusal that says
 * why, or, once the answer has begun, a cut that no tool takes for its end.
 */
export interface Misbehaviour {
  readonly name: string;
  /** Written one after the other, with a pause between them, in answer to one request. */
  readonly writes: readonly string[];
  /** What the upstream does then. */
  readonly then: "close" | "keep";
  readonly becomes:
    | { readonly kind: "refusal"; readonly words: RegExp }
    | { readonly kind: "cut" }
    | { readonly kind: "whole"; readonly body: string };
}

const OK = "HTTP/1.1 200 OK\r\n";
const EVIL = `${OK}Content-Length: 4\r\n\r\nevil`;

function refusals(
  words: RegExp,
  rows: readonly (readonly [name: string, answer: string])[],
): Misbehaviour[] {
  return rows.map(([name, answer]) => ({
    name,
    writes: [answer],
    then: "close",
    becomes: { kind: "refusal", words },
  }));
}

function cuts(rows: readonly (readonly [name: string, ...writes: string[]])[]): Misbehaviour[] {
  return rows.map(([name, ...writes]) => ({
    name,
    writes,
    then: "close",
    becomes: { kind: "cut" },
  }));
}

function wholes(
  body: string,
  rows: readonly (readonly [name: string, ...writes: string[]])[],
): Misbehaviour[] {
  return rows.map(([name, ...writes]) => ({
    name,
    writes,
    then: "keep",
    becomes: { kind: "whole", body },
  }));
}

export const misbehaviours: readonly Misbehaviour[] = [
  ...refusals(/closed the connection without an answer/, [["no answer", ""]]),
  ...refusals(/closed the connection before its answer was complete/, [
    ["an interim response and no answer", "HTTP/1.1 103 Early Hints\r\n\r\n"],
  ]),
  ...refusals(/the connection ended inside a head/, [
    ["a status line without its end", "HTTP/1.1 200 O"],
    ["half a head", `${OK}Content-Le`],
  ]),
  ...refusals(/the answer of origin\.test breaks HTTP/, [
    ["bytes that are no HTTP", "\0\x01\x02\x03\r\n\r\n"],
    ["another protocol", "SSH-2.0-OpenSSH_9.9\r\n\r\n"],
    ["a body without a head", "hello, world\r\n\r\n"],
    ["HTTP/2 in words", "HTTP/2 200\r\n\r\n"],
    ["HTTP/3.0", "HTTP/3.0 200 OK\r\n\r\n"],
    ["a status of two digits", "HTTP/1.1 20 OK\r\n\r\n"],
    ["a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n"],
    ["a status below 100", "HTTP/1.1 099 OK\r\n\r\n"],
    ["an empty line before the head", `\r\n${EVIL}`],
    ["lines that end with LF", EVIL.replaceAll("\r\n", "\n")],
    ["a folded field", `${OK}X: a\r\n b\r\nContent-Length: 0\r\n\r\n`],
    ["a space before a colon", `${OK}Content-Length : 0\r\n\r\n`],
    ["a field without a colon", `${OK}Content-Length 0\r\n\r\n`],
    ["a NUL in a value", `${OK}X: a\0b\r\nContent-Length: 0\r\n\r\n`],
    ["a head of 70 KiB", `${OK}X: ${"a".repeat(70 * 1024)}\r\n\r\n`],
    ["300 fields", `${OK}${"X: a\r\n".repeat(300)}\r\n`],
    ["a line without end", "HTTP/1.1 200 ".padEnd(80 * 1024, "a")],
    ["100 interim responses", "HTTP/1.1 102 Processing\r\n\r\n".repeat(100) + EVIL],
    [
      "a length and chunks",
      `${OK}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ["two lengths", `${OK}Content-Length: 4\r\nContent-Length: 2\r\n\r\nevil`],
    ["a length with a sign", `${OK}Content-Length: +4\r\n\r\nevil`],
    ["a length that is no number", `${OK}Content-Length: four\r\n\r\nevil`],
    ["a coding beside chunked", `${OK}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`],
    ["chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"],
    ["a 205 with a body", "HTTP/1.1 205 Reset\r\nContent-Length: 4\r\n\r\nevil"],
  ]),
  ...refusals(/names an end-to-end field in Connection/, [
    ["Connection that names a length", `${OK}Connection: content-length\r\n${EVIL.slice(17)}`],
  ]),
  ...refusals(/switched protocols unasked/, [
    ["an upgrade that nobody asked for", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\nevil"],
  ]),
  ...cuts([
    ["a head and nothing of its body", `${OK}Content-Length: 9\r\n\r\n`],
    ["a body shorter than its length", `${OK}Content-Length: 9\r\n\r\nhello`],
    ["the same in two writes", `${OK}Content-Length: 9\r\n\r\n`, "hello"],
    ["chunks without the last one", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`],
    ["half a chunk", `${OK}Transfer-Encoding: chunked\r\n\r\n9\r\nhello`],
    ["half a chunk size", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1`],
    ["a last chunk without its end", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n`],
    ["half a trailer", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nX: `],
    ["a chunk size that is none", `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nxyz\r\n`],
    ["a chunk size that is negative", `${OK}Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n`],
    ["a chunk longer than its size", `${OK}Transfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n`],
    ["a chunk line that ends with LF", `${OK}Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n`],
    [
      "a flood of chunk extensions",
      `${OK}Transfer-Encoding: chunked\r\n\r\n` +
      `1;${"x".repeat(900)}\r\na\r\n`.repeat(40) + "0\r\n\r\n",
    ],
  ]),
  ...wholes("hello", [
    ["bytes behind the length", `${OK}Content-Length: 5\r\n\r\nhello, world`],
    ["a second answer in the same write", `${OK}Content-Length: 5\r\n\r\nhello${EVIL}`],
    ["a second answer a little later", `${OK}Content-Length: 5\r\n\r\nhello`, EVIL],
    [
      "a second answer behind the last chunk",
      `${OK}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n${EVIL}`,
    ],
    [
      "some interim responses",
      `${"HTTP/1.1 102 Processing\r\n\r\n".repeat(3)}${OK}Content-Length: 5\r\n\r\nhello`,
    ],
  ]),
  ...wholes("", [
    ["a 204 with a body", `HTTP/1.1 204 None\r\nContent-Length: 4\r\n\r\nevil`],
    ["a 304 with a body", `HTTP/1.1 304 Same\r\nContent-Length: 4\r\n\r\nevil`],
  ]),
  {
    name: "a body that ends with the connection, as it may",
    writes: [`${OK}\r\nhello`],
    then: "close",
    becomes: { kind: "whole", body: "hello" },
  },
];
