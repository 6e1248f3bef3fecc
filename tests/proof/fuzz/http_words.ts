import { bytesOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";
import { mutate } from "./mutate.ts";

const METHODS = [
  "GET",
  "POST",
  "HEAD",
  "OPTIONS",
  "CONNECT",
  "get",
  "A".repeat(33),
  "TRACE",
  "M-S",
];
const TARGETS = [
  ...["/", "*", "/a/b?c=d&e", "http://a.test/", "https://a.test:8443/x?y", "a.test:443", "/a%2fb"],
  ...[
    "/%2e%2e/x",
    "/a/../b",
    "/a#b",
    "http://[::1]:80/",
    "http://a.test@b.test/",
    "http://0x7f.1/",
  ],
  ...[
    "/\\x",
    "http://A.TEST./",
    "http:///x",
    "//a.test/x",
    "/?",
    "/%",
    "/%00",
    `/${"a".repeat(999)}`,
  ],
];
const VERSIONS = ["HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/1.", "http/1.1", "HTTP/0.9"];
const STATUSES = [
  "200 OK",
  "204 No",
  "304 ",
  "101 Up",
  "100 Continue",
  "205 R",
  "200",
  "99 x",
  "999 x",
];

const FIELDS = [
  ...[
    "Host: a.test",
    "Host: b.test",
    "Content-Length: 5",
    "Content-Length: 0",
    "Content-Length: +5",
  ],
  ...["Content-Length: 5, 5", "Content-Length: 99999999999999999999", "Transfer-Encoding: chunked"],
  ...["Transfer-Encoding: gzip, chunked", "transfer-encoding: Chunked ", "Transfer-Encoding: x"],
  ...[
    "Connection: close",
    "Connection: keep-alive, X-A",
    "Connection: host",
    "Expect: 100-continue",
  ],
  ...[
    "X-A:",
    "X-A: \xe9",
    "X-A : b",
    ": b",
    "X-A b",
    " X: folded",
    "Upgrade: websocket",
    "TE: trailers",
  ],
  `X-A: ${"b".repeat(500)}`,
];

/** What is put into heads and chunks. */
export const HTTP_WORDS = [
  ...FIELDS,
  ...TARGETS,
  ...STATUSES,
  "\r\n\r\n",
  "0\r\n\r\n",
  "5;a=b\r\n",
];

/** The head of a request, as its grammar has it or with something done to it. */
export function requestHead(draws: Draws): Uint8Array {
  const line = `${draws.pick(METHODS)} ${draws.pick(TARGETS)} ${draws.pick(VERSIONS)}`;
  return head(draws, `${"\r\n".repeat(draws.oneIn(8) ? draws.below(5) : 0)}${line}`);
}

/** The head of an answer. */
export function responseHead(draws: Draws): Uint8Array {
  return head(draws, `${draws.pick(VERSIONS)} ${draws.pick(STATUSES)}`);
}

function head(draws: Draws, line: string): Uint8Array {
  const count = draws.oneIn(200) ? 300 : draws.below(6);
  const fields = Array.from({ length: count }, () => `${draws.pick(FIELDS)}\r\n`);
  const huge = draws.oneIn(500) ? `X-Huge: ${"y".repeat(70_000)}\r\n` : "";
  const whole = bytesOf(`${line}\r\n${fields.join("")}${huge}\r\n`);
  return draws.oneIn(2) ? mutate(draws, whole, HTTP_WORDS) : whole;
}

/** A chunked body with what stands in it, as its grammar has it. */
export function chunkedBody(draws: Draws): { readonly bytes: Uint8Array; readonly data: string } {
  let text = "";
  let data = "";
  for (let count = draws.below(5); count > 0; count--) {
    const chunk = String.fromCharCode(...draws.bytes(1 + draws.below(draws.oneIn(8) ? 300 : 12)));
    const size = draws.pick(["", "0", "00"]) + chunk.length.toString(16);
    const extension = draws.pick(["", "", ";a", ';a="b"', ";\tx=y"]);
    text += `${draws.oneIn(2) ? size.toUpperCase() : size}${extension}\r\n${chunk}\r\n`;
    data += chunk;
  }
  const trailers = Array.from(
    { length: draws.below(3) },
    () => draws.pick(["X-T: 1\r\n", "A:\r\n"]),
  );
  return { bytes: bytesOf(`${text}0\r\n${trailers.join("")}\r\n`), data };
}
