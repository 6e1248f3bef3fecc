import { get, path, post, refused, request, type SmugglingRow } from "./smuggling_row.ts";

/** Heads that two readers could divide in different ways. */
export const headRows: readonly SmugglingRow[] = [
  ...refused("400 bad-request", [
    ["lines that end with LF", get("").replaceAll("\r\n", "\n")],
    ["one line that ends with LF", get("X: a\nTransfer-Encoding: chunked\r\n")],
    ["one line that ends with CR", get("X: a\rTransfer-Encoding: chunked\r\n")],
    ["a NUL in a value", get("X: a\0b\r\n")],
    ["a NUL in a name", get("X\0: a\r\n")],
    ["a DEL in a value", get("X: a\x7fb\r\n")],
    ["a field without a colon", get("Transfer-Encoding chunked\r\n")],
    ["a field without a name", get(": a\r\n")],
    ["a name with a space", get("X Y: a\r\n")],
    ["a name that is not ASCII", get("X\xe9: a\r\n")],
    ["a space before the first field", request("GET $T/ok", " Host: $H\r\n")],
    ["three empty lines before the request", `\r\n\r\n\r\n${get("")}`],
    ["a space before the method", ` ${get("")}`],
    ["two spaces before the target", get("").replace(" ", "  ")],
    ["two spaces before the version", get("").replace(" HTTP/", "  HTTP/")],
    ["a tab before the version", get("").replace(" HTTP/", "\tHTTP/")],
    ["a space behind the version", get("").replace("HTTP/1.1\r", "HTTP/1.1 \r")],
    ["HTTP/0.9", "GET $T/ok\r\n"],
    ["HTTP/1.10", get("").replace("HTTP/1.1", "HTTP/1.10")],
    ["HTTP/01.1", get("").replace("HTTP/1.1", "HTTP/01.1")],
    ["http/1.1", get("").replace("HTTP/1.1", "http/1.1")],
    ["SSH", "SSH-2.0-OpenSSH_9.9\r\n"],
  ]),
  ...refused("505 bad-request", [
    ["HTTP/1.2", get("").replace("HTTP/1.1", "HTTP/1.2")],
    ["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"],
  ]),
  ...refused("431 head-too-large", [
    ["a head of 70 KiB", get(`X: ${"a".repeat(70 * 1024)}\r\n`)],
    ["300 fields", get("X: a\r\n".repeat(300))],
  ]),
  ...refused("414 head-too-large", [
    ["a target of 17 KiB", path(`/ok?${"a".repeat(17 * 1024)}`)],
  ]),
  ...refused("400 method-not-allowed", [
    ["a method in lower case", get("").replace("GET", "get")],
    ["a method in mixed case", get("").replace("GET", "GeT")],
  ]),
  ...refused("400 bad-request", [
    ["a method with a NUL", get("").replace("GET", "GE\0T")],
    ["a method with a colon", get("").replace("GET", "GET:")],
  ]),
  ...refused("501 bad-request", [
    ["a method of 40 letters", get("").replace("GET", "A".repeat(40))],
  ]),
  ...refused("405 method-not-allowed", [
    ["TRACE", get("").replace("GET", "TRACE")],
  ]),
  ...refused("400 bad-request", [
    ["Connection that names Host", get("Connection: close, Host\r\n")],
    [
      "Connection that names a length",
      post("Connection: Content-Length\r\nContent-Length: 2\r\n", "ab"),
    ],
    ["Connection that names Cookie", get("Connection: cookie\r\nCookie: a=b\r\n")],
    ["Connection that names an API key", get("Connection: x-api-key\r\nX-Api-Key: a\r\n")],
  ]),
  ...refused("417 bad-request", [
    ["an expectation that is unknown", post("Expect: 200-ok\r\nContent-Length: 2\r\n", "ab")],
  ]),
  ...refused("400 bad-request", [
    ["a WebSocket handshake without a key", get("Connection: Upgrade\r\nUpgrade: websocket\r\n")],
    [
      "a WebSocket handshake with a body",
      post("Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 2\r\n", "ab"),
    ],
  ]),
  ...refused("426 upgrade-not-supported", [
    [
      "a WebSocket of another version",
      get("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 8\r\n"),
    ],
  ]),
];
