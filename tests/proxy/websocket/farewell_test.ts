import assert from "node:assert/strict";
import { Blocked } from "../../../lib/proxy/blocked.ts";
import { FlightEnded } from "../../../lib/proxy/flights.ts";
import { farewell, WebSocketBroken } from "../../../lib/proxy/websocket/farewell.ts";
import { WebSocketError } from "../../../lib/wire/websocket/websocket_error.ts";

const codes = (cause: unknown) => [farewell(cause, "client").code, farewell(cause, "server").code];

Deno.test("farewell() says a verdict to both, and that the sidecar goes away", () => {
  const refusal = { status: 403, reason: "secret-found", text: "egress DLP: this" } as const;
  assert.deepEqual(farewell(new Blocked(refusal), "client"), {
    code: 1008,
    reason: "egress DLP: this",
  });
  assert.deepEqual(codes(new Blocked(refusal)), [1008, 1008]);
  assert.deepEqual(codes(new FlightEnded({ ...refusal, reason: "no-match" })), [1008, 1008]);
  assert.deepEqual(codes(new FlightEnded({ ...refusal, reason: "shutting-down" })), [1001, 1001]);
});

Deno.test("farewell() tells who broke the protocol, and the other that it was the other", () => {
  const broken = new WebSocketError(1002, "a frame is bad");
  assert.deepEqual(codes(new WebSocketBroken("client", broken)), [1002, 1001]);
  assert.deepEqual(codes(new WebSocketBroken("server", broken)), [1011, 1002]);
  const { reason } = farewell(new WebSocketBroken("server", broken), "client");
  assert.equal(reason, "egress: the upstream broke the WebSocket protocol: a frame is bad");
});

Deno.test("farewell() says a bound to both", () => {
  for (const code of [1009, 1013] as const) {
    const bound = new WebSocketBroken("server", new WebSocketError(code, "too large"));
    assert.deepEqual(codes(bound), [code, code]);
  }
});

Deno.test("farewell() says nothing of a surprise", () => {
  const { code, reason } = farewell(new TypeError("quotes something"), "client");
  assert.deepEqual([code, reason], [1011, "egress: internal error"]);
});

Deno.test("WebSocketBroken is a protocol error of whose fault it is to the log", () => {
  const of = (by: "client" | "server", code: 1002 | 1009) => {
    const { fault, status, message } = new WebSocketBroken(by, new WebSocketError(code, "words"))
      .asProtocolError();
    return [fault, status, message];
  };
  assert.deepEqual(of("client", 1002), ["agent", 400, "words"]);
  assert.deepEqual(of("client", 1009), ["agent", 413, "words"]);
  assert.deepEqual(of("server", 1009), ["upstream", 502, "words"]);
});
