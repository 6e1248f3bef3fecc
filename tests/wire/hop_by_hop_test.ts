import assert from "node:assert/strict";
import { endToEnd } from "../../lib/wire/hop_by_hop.ts";
import { assertProtocolError } from "../support/protocol_errors.ts";

Deno.test("endToEnd() drops the hop-by-hop fields and keeps order and case of the rest", () => {
  assert.deepEqual(
    endToEnd([
      ["hOST", "a"],
      ["Connection", "keep-alive"],
      ["Proxy-Connection", "keep-alive"],
      ["Keep-Alive", "timeout=5"],
      ["TE", "trailers"],
      ["Trailer", "X-Sum"],
      ["transfer-ENCODING", "chunked"],
      ["Upgrade", "websocket"],
      ["Proxy-Authorization", "Basic x"],
      ["Proxy-Authenticate", "Basic"],
      ["HTTP2-Settings", "AAMA"],
      ["Content-Length", "5"],
      ["X-A", "1"],
      ["x-a", "2"],
    ], "agent"),
    [["hOST", "a"], ["Trailer", "X-Sum"], ["Content-Length", "5"], ["X-A", "1"], ["x-a", "2"]],
  );
});

Deno.test("endToEnd() drops hop-by-hop fields also where there is no Connection", () => {
  assert.deepEqual(endToEnd([["Proxy-Authorization", "x"], ["a", "1"]], "agent"), [["a", "1"]]);
});

Deno.test("endToEnd() drops what Connection names, over several lines and in any case", () => {
  assert.deepEqual(
    endToEnd([
      ["My-Hop", "1"],
      ["Connection", "close, MY-hop"],
      ["other-hop", "2"],
      ["connection", "Other-Hop"],
      ["a", "3"],
    ], "agent"),
    [["a", "3"]],
  );
});

Deno.test("endToEnd() refuses a Connection that names an end-to-end field", () => {
  const names =
    "Host Authorization Cookie Set-Cookie Content-Length Content-Type Content-Encoding Cache-Control " +
    "Accept-Encoding If-None-Match Origin Expect Range Via Forwarded X-Forwarded-For X-Real-IP " +
    "X-Api-Key Sec-WebSocket-Key User-Agent Trailer";
  for (const name of names.split(" ")) {
    const fields = [["Connection", `close, ${name}`]] as const;
    const words = assertProtocolError(() => endToEnd(fields, "agent"), "agent", 400, name);
    assert.equal(words.includes(name), false);
    assertProtocolError(() => endToEnd(fields, "upstream"), "upstream", 502, name);
  }
});

Deno.test("endToEnd() accepts the options that are in use", () => {
  for (
    const option of ["close", "keep-alive", "Upgrade, HTTP2-Settings", "TE", "Transfer-Encoding"]
  ) {
    assert.deepEqual(endToEnd([["Connection", option], ["a", "1"]], "agent"), [["a", "1"]]);
  }
});
