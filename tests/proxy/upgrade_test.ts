import assert from "node:assert/strict";
import { refuseUpgrade } from "../../lib/proxy/upgrade.ts";

Deno.test("refuseUpgrade() refuses a WebSocket handshake, in whatever case and list", () => {
  for (const value of ["websocket", "WebSocket", "h2c, websocket"]) {
    const refusal = refuseUpgrade([["Connection", "Upgrade"], ["Upgrade", value]]);
    assert.deepEqual([refusal?.status, refusal?.reason], [501, "upgrade-not-supported"], value);
    assert.match(refusal?.text ?? "", /^egress: WebSocket/);
  }
});

Deno.test("refuseUpgrade() ignores other offers, which only are not taken", () => {
  assert.equal(
    refuseUpgrade([["Upgrade", "h2c"], ["Connection", "Upgrade, HTTP2-Settings"]]),
    undefined,
  );
  assert.equal(refuseUpgrade([["X-Upgrade", "websocket"]]), undefined);
});
