import assert from "node:assert/strict";
import { exchange } from "../../../lib/proxy/exchange.ts";
import { Secret } from "../../../lib/secret.ts";
import { testAsked } from "../../support/asked.ts";
import { KNOWN, TOKEN } from "../../support/engine.ts";
import { fakeStream } from "../../support/fake_stream.ts";
import { credential } from "../../support/policy_values.ts";
import { fakeAgent, testParts, upstreamsOn } from "../../support/proxy_parts.ts";
import { testRoute } from "../../support/route.ts";
import type { Fields } from "../../../lib/wire/field.ts";

const HANDSHAKE: Fields = [
  ["Connection", "Upgrade"],
  ["Upgrade", "websocket"],
  ["Sec-WebSocket-Version", "13"],
  ["Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="],
  ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"],
  ["Sec-WebSocket-Protocol", "chat"],
];
const SWITCHED = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" +
  "Connection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n";

function opening(answer: string, fields: Fields = HANDSHAKE) {
  const upstream = fakeStream(answer);
  const parts = testParts({
    routes: [testRoute({ credential: credential() })],
    env: { EGRESS_TOKEN_0: KNOWN },
    secrets: [{ name: "EGRESS_TOKEN_0", value: new Secret(KNOWN) }],
    upstreams: upstreamsOn([upstream]),
  });
  const agent = fakeAgent(parts.clocks);
  const asked = { ...testAsked({ fields }), agent };
  return { parts, asked, agent, upstream, exchanged: exchange(asked, parts) };
}

Deno.test("openWebSocket() opens with the route's credential and without extensions, and is a flight", async () => {
  const { parts, asked, agent, upstream, exchanged } = opening(
    `${SWITCHED}Sec-WebSocket-Protocol: chat\r\n\r\n`,
  );
  parts.setLogLevel(2);
  await upstream.saw("\r\n\r\n");
  while (!asked.reply.started) await new Promise((resolve) => setTimeout(resolve, 0));
  assert.deepEqual(upstream.written.split("\r\n").slice(1, -2), [
    "Host: a.test",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol: chat",
    "Connection: Upgrade",
    "Upgrade: websocket",
    `Authorization: Bearer ${KNOWN}`,
  ]);
  assert.deepEqual(asked.reply.head?.status, 101);
  assert.deepEqual(asked.reply.calls, ["start", "flush"]);
  assert.equal(parts.flights.count, 1);
  agent.stream.feedEnd();
  await exchanged;
  assert.deepEqual([upstream.closed, parts.flights.count], [true, 0]);
  assert.equal(JSON.stringify(parts.events).includes(KNOWN), false);
});

Deno.test("openWebSocket() relays an upstream's refusal as an ordinary answer", async () => {
  const { asked, exchanged } = opening("HTTP/1.1 401 No\r\nContent-Length: 4\r\n\r\nwhat");
  await exchanged;
  assert.deepEqual([asked.reply.head?.status, asked.reply.body], [401, "what"]);
});

Deno.test("openWebSocket() refuses a 101 that does not answer the offer, or that holds a known secret", async () => {
  for (
    const [answer, status, words] of [
      ["HTTP/1.1 101 Switching Protocols\r\n\r\n", 502, /handshake of a\.test failed/],
      [`${SWITCHED}Sec-WebSocket-Extensions: x\r\n\r\n`, 502, /extension/],
      [`${SWITCHED}X-Echo: ${KNOWN}\r\n\r\n`, 403, /^egress DLP: the answer holds/],
    ] as const
  ) {
    const { asked, upstream, exchanged } = opening(answer);
    await exchanged;
    assert.equal(asked.reply.head?.status, status);
    assert.match(asked.reply.body, words);
    assert.equal(upstream.closed, true);
  }
});

Deno.test("openWebSocket() is not reached by a handshake that holds a secret", async () => {
  const { asked, upstream, exchanged } = opening("", [...HANDSHAKE, ["X-Key", TOKEN]]);
  await exchanged;
  assert.equal(asked.reply.head?.status, 403);
  assert.equal(upstream.written, "");
});

Deno.test("openWebSocket() ends with the route: both sides are told", async () => {
  const { parts, asked, agent, upstream, exchanged } = opening(`${SWITCHED}\r\n`);
  while (!asked.reply.started) await new Promise((resolve) => setTimeout(resolve, 0));
  parts.setRoutes([]);
  await agent.stream.saw("the routes were changed");
  agent.stream.feedEnd();
  upstream.feedEnd();
  await exchanged;
  assert.equal(parts.events.at(-1)?.event, "egress_block");
});
