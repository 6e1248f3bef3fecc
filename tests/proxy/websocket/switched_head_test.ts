import assert from "node:assert/strict";
import { switchedHead } from "../../../lib/proxy/websocket/switched_head.ts";
import type { Fields } from "../../../lib/wire/field.ts";

const OFFER = { key: "dGhlIHNhbXBsZSBub25jZQ==", protocols: ["Chat", "v2"] };
const ACCEPT = ["Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="] as const;
const SWITCH = [["Upgrade", "websocket"], ["Connection", "Upgrade"]] as const;

function switched(fields: Fields) {
  const received = { version: "1.1", status: 101, reason: "Switching Protocols", fields } as const;
  return switchedHead(received, OFFER, "a.test").fields;
}

Deno.test("switchedHead() passes the fields of the answer on, and writes those of the connection anew", () => {
  const fields = switched([
    ...SWITCH,
    ACCEPT,
    ["Sec-WebSocket-Protocol", "v2"],
    ["Set-Cookie", "a=b"],
    ["Content-Length", "0"],
    ["Keep-Alive", "5"],
  ]);
  assert.deepEqual(fields, [
    ACCEPT,
    ["Sec-WebSocket-Protocol", "v2"],
    ["Set-Cookie", "a=b"],
    ["Connection", "Upgrade"],
    ["Upgrade", "websocket"],
  ]);
});

Deno.test("switchedHead() takes no answer that is not to the offer", () => {
  const wrong: [RegExp, Fields][] = [
    [/another protocol/, [["Connection", "Upgrade"], ACCEPT]],
    [/another protocol/, [["Upgrade", "websocket"], ACCEPT]],
    [/another protocol/, [["Upgrade", "h2c"], ["Connection", "Upgrade"], ACCEPT]],
    [/does not belong to the key/, SWITCH],
    [/does not belong to the key/, [...SWITCH, ACCEPT, ACCEPT]],
    [/does not belong to the key/, [...SWITCH, ["Sec-WebSocket-Accept", OFFER.key]]],
    [/extension/, [...SWITCH, ACCEPT, ["Sec-WebSocket-Extensions", "permessage-deflate"]]],
    [/subprotocol/, [...SWITCH, ACCEPT, ["Sec-WebSocket-Protocol", "chat"]]],
    [/subprotocol/, [...SWITCH, ACCEPT, ["Sec-WebSocket-Protocol", "Chat, v2"]]],
  ];
  for (const [message, fields] of wrong) {
    assert.throws(() => switched(fields), { name: "UpstreamError", message });
  }
});
