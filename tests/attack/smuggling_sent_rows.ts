import {
  chunked,
  get,
  path,
  post,
  request,
  SECRET,
  sent,
  type SmugglingRow,
} from "./smuggling_row.ts";

/** Odd requests that can be read in one way only, and what is made of them. */
export const sentRows: readonly SmugglingRow[] = [
  ...sent([
    ["a plain request", get(""), "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n"],
    ["two empty lines before it", `\r\n\r\n${get("")}`, "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n"],
    [
      "Host in upper case",
      request("GET $T/ok", "A: 1\r\nHOST: ORIGIN.TEST:$P\r\nB: 2\r\n"),
      "GET /ok HTTP/1.1\r\nA: 1\r\nHost: $H\r\nB: 2\r\n\r\n",
    ],
    [
      "a query with all that a path may not have",
      path("/ok?a=/../b;c&d=%00%2f%5c//"),
      "GET /ok?a=/../b;c&d=%00%2f%5c// HTTP/1.1\r\nHost: $H\r\n\r\n",
    ],
    ["three dots", path("/ok/.../a"), "GET /ok/.../a HTTP/1.1\r\nHost: $H\r\n\r\n"],
    [
      "names and values as they were written",
      get(
        "x-LoWeR:a\r\nX-Empty:\r\nX-Tab:\ta\tb \t\r\nX-Raw: \xe9\r\nTransfer_Encoding: chunked\r\n",
      ),
      "GET /ok HTTP/1.1\r\nHost: $H\r\nx-LoWeR: a\r\nX-Empty: \r\nX-Tab: a\tb\r\nX-Raw: \xe9\r\n" +
      "Transfer_Encoding: chunked\r\n\r\n",
    ],
    [
      "a request as a body",
      post("Content-Length: $L\r\n", SECRET),
      `POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: $L\r\n\r\n${SECRET}`,
    ],
    [
      "a request as a body in chunks",
      chunked(`$X\r\n${SECRET}\r\n0\r\n\r\n`),
      `POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: $L\r\n\r\n${SECRET}`,
    ],
    [
      "GET with a body",
      get("Content-Length: 2\r\n", "ab"),
      "GET /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 2\r\n\r\nab",
    ],
    [
      "a length with zeros before it",
      post("Content-Length: 002\r\n", "ab"),
      "POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 002\r\n\r\nab",
    ],
    [
      "chunked in upper case",
      post("Transfer-Encoding: CHUNKED\r\n", "2\r\nab\r\n0\r\n\r\n"),
      "POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 2\r\n\r\nab",
    ],
    [
      "chunk extensions and sizes with zeros",
      chunked('0001;a="b;c"\r\na\r\n1;d\r\nb\r\n000\r\n\r\n'),
      "POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 2\r\n\r\nab",
    ],
    [
      "trailers, of which the forbidden are dropped",
      chunked(
        "2\r\nab\r\n0\r\nX-Sum: 1\r\nHost: evil.test\r\nContent-Length: 9\r\nAuthorization: a\r\n" +
          "Transfer-Encoding: chunked\r\nCookie: a=b\r\n\r\n",
      ),
      "POST /ok HTTP/1.1\r\nHost: $H\r\nTransfer-Encoding: chunked\r\n\r\n" +
      "2\r\nab\r\n0\r\nX-Sum: 1\r\n\r\n",
    ],
    [
      "fields of one hop",
      get(
        "Connection: close, x, X-Gone-Not\r\nX: 1\r\nKeep-Alive: 5\r\nProxy-Connection: close\r\n" +
          "TE: trailers\r\nProxy-Authorization: Basic eDp5\r\nAccept: a\r\n",
      ).replace(", X-Gone-Not", ""),
      "GET /ok HTTP/1.1\r\nHost: $H\r\nAccept: a\r\n\r\n",
    ],
    [
      "an offer of h2c",
      get("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
      "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n",
    ],
    [
      "an expectation with the body beside it",
      post("Expect: 100-continue\r\nContent-Length: 2\r\n", "ab"),
      "POST /ok HTTP/1.1\r\nHost: $H\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab",
    ],
    ["HTTP/1.0", get("").replace("HTTP/1.1", "HTTP/1.0"), "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n"],
  ]),
  {
    name: "a second request behind a body, which is not allowed",
    raw: post("Content-Length: 2\r\n", `ab${SECRET}`),
    answers: ["200", "403 no-match"],
    sends: "POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 2\r\n\r\nab",
  },
  {
    name: "a second request behind a GET of length zero",
    raw: get("Content-Length: 0\r\n", SECRET),
    answers: ["200", "403 no-match"],
    sends: "GET /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 0\r\n\r\n",
  },
  {
    name: "a second request behind the last chunk",
    raw: chunked(`2\r\nab\r\n0\r\n\r\n${SECRET}${get("")}`),
    answers: ["200", "403 no-match", "200"],
    sends: "POST /ok HTTP/1.1\r\nHost: $H\r\nContent-Length: 2\r\n\r\nab" +
      "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n",
  },
  {
    name: "a second request that breaks HTTP",
    raw: get("") + "GET $T/secret HTTP/1.1\n\n",
    answers: ["200", "400 bad-request"],
    sends: "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n",
  },
  {
    name: "a request behind one that asks to close",
    raw: get("Connection: close\r\n") + get(""),
    answers: ["200"],
    sends: "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n",
  },
  {
    name: "requests to different hosts",
    raw: get("") + request("GET http://evil.test/ok", "Host: evil.test\r\n") + get(""),
    answers: ["200", "403 host-not-allowed", "200"],
    sends: "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n".repeat(2),
    only: "proxy",
  },
  {
    name: "requests to different hosts",
    raw: get("") + request("GET /ok", "Host: evil.test\r\n") + get(""),
    answers: ["200", "421 authority-mismatch", "200"],
    sends: "GET /ok HTTP/1.1\r\nHost: $H\r\n\r\n".repeat(2),
    only: "tunnel",
  },
];
