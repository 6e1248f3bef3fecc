import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { gzipSync } from "node:zlib";
import { messageJudge } from "../../lib/gate/judge_message.ts";
import type { MessageJudging } from "../../lib/gate/message_judging.ts";
import { limits } from "../../lib/limits.ts";
import type { Message } from "../../lib/wire/websocket/message.ts";
import { closePayload } from "../../lib/wire/websocket/close_payload.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";
import { testRoute } from "../support/route.ts";
import { testSigns } from "../support/signs.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const block = testRoute({ outboundOnMatch: "block" });

function text(payload: string): Message {
  return { kind: "text", payload: bytesOf(payload) };
}

/** What is said of each message of one way, in their order. */
async function judged(
  way: "out" | "in",
  messages: readonly Message[],
  judging: Partial<MessageJudging> = {},
) {
  const judge = messageJudge(way);
  const by = { engine: testEngine(), signs: testSigns(), route: block, ...judging };
  const said: (string | undefined)[] = [];
  for (const message of messages) {
    said.push((await runSteps(judge(by, message))).refusal?.text);
  }
  return said;
}

Deno.test("messageJudge() lets what is clean pass, whatever its kind", async () => {
  const messages = (["text", "binary", "ping", "pong", "close"] as const)
    .map((kind) => ({ kind, payload: bytesOf("\x03\xe8 hello") }));
  assert.deepEqual(await judged("out", messages), Array(5).fill(undefined));
  assert.deepEqual(await judged("in", messages), Array(5).fill(undefined));
});

Deno.test("messageJudge() blocks a token on the way out, in every kind of message, and says where", async () => {
  assert.match(
    (await judged("out", [text(`{"a":"${TOKEN}"}`)]))[0] ?? "",
    /^egress DLP: .* in message$/,
  );
  for (const kind of ["binary", "ping", "pong"] as const) {
    const [words] = await judged("out", [{ kind, payload: bytesOf(TOKEN) }]);
    assert.match(
      words ?? "",
      kind === "binary" ? / in message$/ : new RegExp(` in ${kind} frame$`),
    );
  }
  const close = { kind: "close", payload: closePayload(1000, TOKEN) } as const;
  assert.match((await judged("out", [close]))[0] ?? "", / in close frame$/);
});

Deno.test("messageJudge() undoes what a body's scan undoes", async () => {
  const payloads = [
    Buffer.from(btoa(`token ${TOKEN}`)),
    gzipSync(`token ${TOKEN}`),
    Buffer.from(JSON.stringify([TOKEN.slice(0, 20), TOKEN.slice(20)])),
  ];
  for (const payload of payloads) {
    assert.notEqual((await judged("out", [{ kind: "binary", payload }]))[0], undefined);
  }
});

Deno.test("messageJudge() says why what the route asks for cannot be done", async () => {
  const message = text(TOKEN);
  const said = await Promise.all(
    (["redact", "supervise"] as const).map(async (outboundOnMatch) =>
      (await judged("out", [message], { route: testRoute({ outboundOnMatch }) }))[0]
    ),
  );
  assert.match(said[0] ?? "", /; a WebSocket message cannot be redacted$/);
  assert.match(said[1] ?? "", /; a WebSocket message cannot be held for the operator$/);
});

Deno.test("messageJudge() lets approved values pass, and everything where the route switches detectors off", async () => {
  const approved = (value: string) => value === TOKEN;
  assert.deepEqual(await judged("out", [text(TOKEN)], { approved }), [undefined]);
  assert.notEqual((await judged("out", [text(KNOWN)], { approved }))[0], undefined);
  const off = testRoute({ outboundDetectors: [] });
  assert.deepEqual(await judged("out", [text(TOKEN)], { route: off }), [undefined]);
});

Deno.test("messageJudge() blocks known secrets on the way in, whatever the route selects, and nothing else", async () => {
  const route = testRoute({ outboundDetectors: [], inboundDetectors: [] });
  const [token, known, encoded] = await judged(
    "in",
    [text(TOKEN), text(`you sent ${KNOWN}`), text(btoa(KNOWN))],
    { route },
  );
  assert.equal(token, undefined);
  assert.match(known ?? "", /^egress DLP: the upstream sent the .*EGRESS_TOKEN_0.* in message$/);
  assert.notEqual(encoded, undefined);
});

Deno.test("messageJudge() reads the bytes of what cannot be undone on the way in, and refuses it on the way out", async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
  const hidden = { kind: "binary", payload: Buffer.concat([bomb, bytesOf(KNOWN)]) } as const;
  assert.match((await judged("in", [hidden]))[0] ?? "", /EGRESS_TOKEN_0/);
  assert.deepEqual(await judged("in", [{ kind: "binary", payload: bomb }]), [undefined]);
  assert.match(
    (await judged("out", [{ kind: "binary", payload: bomb }]))[0] ?? "",
    /^egress DLP: /,
  );
});

Deno.test("messageJudge() sees a value that is cut over messages, wherever it is cut", async () => {
  for (let cut = 1; cut < TOKEN.length; cut++) {
    const parts = [text(`a ${TOKEN.slice(0, cut)}`), text(`${TOKEN.slice(cut)} b`)];
    const said = await judged("out", parts);
    assert.ok(said.some((words) => words !== undefined), `cut at ${cut}`);
  }
  const letters = [...KNOWN].map((letter) => text(letter));
  assert.match(
    (await judged("out", letters)).find((words) => words) ?? "",
    / in messages in a row/,
  );
  assert.notEqual((await judged("in", letters)).at(-1), undefined);
});

Deno.test("messageJudge() puts control frames together too, and apart from the messages between them", async () => {
  const pings = [...TOKEN].flatMap((letter): Message[] => [
    { kind: "ping", payload: bytesOf(letter) },
    text(" a message "),
  ]);
  assert.ok((await judged("out", pings)).some((words) => words !== undefined));
  const messages = [text(TOKEN.slice(0, 20)), { kind: "ping", payload: bytesOf("?") } as const];
  assert.notEqual((await judged("out", [...messages, text(TOKEN.slice(20))]))[2], undefined);
});

Deno.test("messageJudge() forgets what lies further back than its bound", async () => {
  const between = text("x ".repeat(limits.webSocketTailBytes));
  const parts = [text(TOKEN.slice(0, 20)), between, text(TOKEN.slice(20))];
  assert.deepEqual(await judged("out", parts), [undefined, undefined, undefined]);
});

Deno.test("messageJudge() warns of what only is worth an event", async () => {
  const route = testRoute({ outboundDetectors: ["entropy"] });
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const dense = text(letters + [...letters].reverse().join(""));
  const { refusal, warnings } = await runSteps(
    messageJudge("out")({ engine: testEngine(), signs: testSigns(), route }, dense),
  );
  assert.equal(refusal, undefined);
  assert.match(warnings[0]?.reason ?? "", /^egress DLP: .* in message/);
});
