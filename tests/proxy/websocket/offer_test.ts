import assert from "node:assert/strict";
import { listed, offerFields, readOffer } from "../../../lib/proxy/websocket/offer.ts";
import type { Field } from "../../../lib/wire/field.ts";
import type { RequestHead } from "../../../lib/wire/message.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const FIELDS: readonly Field[] = [
  ["Host", "a.test"],
  ["Connection", "keep-alive, Upgrade"],
  ["Upgrade", "WebSocket"],
  ["Sec-WebSocket-Version", "13"],
  ["Sec-WebSocket-Key", KEY],
];
const OWN = { hasBody: false, ownsConnection: true };

function head(parts: Partial<RequestHead> = {}): RequestHead {
  return { method: "GET", target: "/", version: "1.1", fields: FIELDS, ...parts };
}

function withField(name: string, value: string | undefined): RequestHead {
  const fields = FIELDS.filter(([given]) => given !== name);
  return head({ fields: value === undefined ? fields : [...fields, [name, value]] });
}

/** Status and reason of the refusal. */
function refused(given: RequestHead, about = OWN) {
  const offer = readOffer(given, about);
  return offer.ok ? offer.value : [offer.refusal.status, offer.refusal.reason];
}

Deno.test("readOffer() reads a handshake, with its subprotocols as they are written", () => {
  assert.deepEqual(refused(head()), { key: KEY, protocols: [] });
  const offered = [...FIELDS, ["Sec-WebSocket-Protocol", "Chat, v2"] as const];
  const two = [...offered, ["sec-websocket-protocol", "v3"] as const];
  assert.deepEqual(refused(head({ fields: two })), { key: KEY, protocols: ["Chat", "v2", "v3"] });
});

Deno.test("readOffer() ignores other offers, which only are not taken", () => {
  assert.equal(refused(withField("Upgrade", "h2c")), undefined);
  assert.equal(refused(withField("Upgrade", undefined)), undefined);
  assert.equal(refused(head({ fields: [["X-Upgrade", "websocket"]] })), undefined);
});

Deno.test("readOffer() refuses what no server could accept, in words", () => {
  const bad = [400, "bad-request"];
  assert.deepEqual(refused(head({ method: "POST" })), bad);
  assert.deepEqual(refused(head({ version: "1.0" })), bad);
  assert.deepEqual(refused(head(), { ...OWN, hasBody: true }), bad);
  for (
    const [name, value] of [
      ["Connection", "keep-alive"],
      ["Sec-WebSocket-Version", undefined],
      ["Sec-WebSocket-Key", undefined],
      ["Sec-WebSocket-Key", "c2hvcnQ="],
    ] as const
  ) {
    assert.deepEqual(refused(withField(name, value)), bad, `${name}: ${value}`);
  }
  const twice = head({ fields: [...FIELDS, ["Sec-WebSocket-Key", KEY]] });
  assert.deepEqual(refused(twice), bad);
  const offer = readOffer(head({ method: "POST" }), OWN);
  assert.match(offer.ok ? "" : offer.refusal.text, /^egress: .* handshake/);
});

Deno.test("readOffer() says which version is spoken", () => {
  const offer = readOffer(withField("Sec-WebSocket-Version", "8"), OWN);
  assert.equal(offer.ok, false);
  if (offer.ok) return;
  assert.equal(offer.refusal.status, 426);
  assert.deepEqual(offer.refusal.fields, [["Sec-WebSocket-Version", "13"]]);
});

Deno.test("readOffer() refuses a WebSocket where the connection is shared", () => {
  assert.deepEqual(refused(head(), { ...OWN, ownsConnection: false }), [
    501,
    "upgrade-not-supported",
  ]);
});

Deno.test("offerFields() offers the upgrade and no extension", () => {
  assert.deepEqual(
    offerFields([["Host", "a.test"], ["sec-websocket-Extensions", "permessage-deflate"]]),
    [["Host", "a.test"], ["Connection", "Upgrade"], ["Upgrade", "websocket"]],
  );
});

Deno.test("listed() keeps the case of what is listed", () => {
  assert.deepEqual(listed([["X", "a ,\tB,,"], ["x", "c"]], "x"), ["a", "B", "c"]);
});
