import type { RawRow } from "./raw_attempts.ts";

const NEXT = "GET $T/smuggled HTTP/1.1\r\nHost: $A\r\nX-Note: $K\r\n\r\n";

const get = (fields: string, behind = "") =>
  `GET $T/ok HTTP/1.1\r\nHost: $A\r\n${fields}\r\n${behind}`;
const post = (fields: string, body: string) =>
  `POST $T/ok HTTP/1.1\r\nHost: $A\r\n${fields}\r\n${body}`;
const chunked = (body: string) => post("Transfer-Encoding: chunked\r\n", body);
const broken = (name: string, raw: string, sees = "400 bad-request"): RawRow => ({
  name,
  raw,
  sees,
});

/** A request with a secret in it that hides in what another reader would take for something else. */
export const smugglingRows: readonly RawRow[] = [
  broken(
    "a length and chunks",
    post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", `0\r\n\r\n${NEXT}`),
  ),
  broken(
    "chunks and a length",
    post("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", `0\r\n\r\n${NEXT}`),
  ),
  broken("two lengths", post("Content-Length: 0\r\nContent-Length: 40\r\n", NEXT)),
  broken("a length with a sign", post("Content-Length: +0\r\n", NEXT)),
  broken(
    "two codings of the transfer",
    post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n", `0\r\n\r\n${NEXT}`),
  ),
  broken("a folded field", get(`X-A: b\r\n X-Note: $K\r\n`)),
  broken("a bare line feed in a field", get("X-A: b\nX-Note: $K\r\n")),
  broken("a bare carriage return in a field", get("X-A: b\rX-Note: $K\r\n")),
  broken("a NUL in a field", get("X-A: b\0$K\r\n")),
  broken("a space before the colon", get("X-Note : $K\r\n")),
  broken("a field without a colon", get("$K\r\n")),
  broken("a chunk that is longer than it says", chunked(`1\r\na$K\r\n0\r\n\r\n`)),
  broken("a chunk's size with 0x", chunked(`0x1\r\na\r\n0\r\n\r\n`)),
  broken("a line feed in a chunk's extension", chunked(`1;\nx=$K\r\na\r\n0\r\n\r\n`)),
  broken("a chunk's line beyond its bound", chunked(`1;${"$K".repeat(40)}\r\na\r\n0\r\n\r\n`)),
  {
    name: "a method in lower case",
    raw: "get $T/?k=$K HTTP/1.1\r\nHost: $A\r\n\r\n",
    sees: "400 method-not-allowed",
    // A tunnel in clear that does not begin as HTTP does is closed without a word.
    ways: ["absolute", "tls"],
  },
  broken("TRACE", "TRACE $T/ HTTP/1.1\r\nHost: $A\r\nX-Note: $K\r\n\r\n", "405 method-not-allowed"),
  broken("Connection names a field that decides", get("Connection: x-note\r\nX-Note: $K\r\n")),
  broken(
    "an expectation that nobody knows",
    post("Expect: $K\r\nContent-Length: 1\r\n", "a"),
    "417 bad-request",
  ),
  broken("HTTP/2 without TLS", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505 bad-request"),
  broken("HTTP/0.9", "GET /?$K\r\n"),
  {
    name: "a chunk's extension, which is not passed on",
    raw: chunked(`1;note=$K\r\na\r\n0;note=$K\r\n\r\n`),
    sees: "200",
    reaches: "upstream",
  },
  {
    name: "fields of one hop, which are not passed on",
    raw: get(
      "Connection: close, note\r\nNote: $K\r\nKeep-Alive: $K\r\nTE: $K\r\nProxy-Connection: $K\r\n",
    ),
    sees: "200",
    reaches: "upstream",
  },
  {
    name: "Proxy-Authorization, which is not passed on",
    raw: get("Proxy-Authorization: Bearer $K\r\n"),
    sees: "200",
    reaches: "upstream",
  },
  {
    name: "an upgrade to something else, which is not passed on",
    raw: get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: $K\r\nHTTP2-Settings: $K\r\n"),
    sees: "200",
    reaches: "upstream",
  },
  {
    name: "a second request behind the first",
    raw: get("", NEXT),
    sees: "200, 403 secret-found",
    reaches: "upstream",
  },
  {
    name: "a second request behind a GET of length zero",
    raw: get("Content-Length: 0\r\n", NEXT),
    sees: "200, 403 secret-found",
    reaches: "upstream",
  },
  {
    name: "a request as a body",
    raw: post("Content-Length: 500\r\n", NEXT.padEnd(400) + "$K".padEnd(100)),
    sees: "403 secret-found",
  },
  {
    name: "a trailer that would be a field, which is not passed on",
    raw: chunked("1\r\na\r\n0\r\nAuthorization: Bearer $K\r\n\r\n"),
    sees: "200",
    reaches: "upstream",
  },
  {
    name: "a body that is announced and does not come",
    raw: post("Content-Length: 100000\r\nConnection: close\r\n", "t=$K"),
    sees: "silent",
    waitMs: 400,
  },
];
