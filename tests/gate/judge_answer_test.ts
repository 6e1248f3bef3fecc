import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import {
  type AnswerReaders,
  judgeAnswerBody,
  judgeAnswerFields,
  judgeAnswerHead,
  readNothing,
  verdictOf,
  wantsSigns,
} from "../../lib/gate/judge_answer.ts";
import { createEngine } from "../../lib/scan/engine.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import type { Fields } from "../../lib/wire/field.ts";
import { DEMAND } from "../support/demand.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";
import { testRoute } from "../support/route.ts";
import { testSigns } from "../support/signs.ts";
import { bytesOf } from "../support/wire_bytes.ts";

const readers: AnswerReaders = { engine: testEngine().secretsOnly(), signs: testSigns() };
const unsigned: AnswerReaders = { ...readers, signs: undefined };
const head = (
  fields: Fields,
  reason = "OK",
) => ({ version: "1.1", status: 200, reason, fields } as const);

async function headReason(fields: Fields, reason?: string, by = readers) {
  return (await runSteps(judgeAnswerHead(by, head(fields, reason)))).refusal?.reason;
}

async function bodyReason(text: string | Uint8Array, contentType?: string, coding?: string) {
  const bytes = typeof text === "string" ? bytesOf(text) : text;
  const about = { contentType, contentEncoding: coding === undefined ? [] : [coding] };
  return (await runSteps(judgeAnswerBody(readers, bytes, about))).refusal?.reason;
}

Deno.test("judgeAnswerHead() refuses a known secret in a field, a name or the reason phrase", async () => {
  const refused: [Fields, string?][] = [
    [[["X-Echo", `you sent ${KNOWN}`]]],
    [[["X-Echo", btoa(`Bearer ${KNOWN}`)]]],
    [[[KNOWN, "1"]]],
    [[["Set-Cookie", `k=${KNOWN}; Path=/`]]],
    [[], `No ${KNOWN}`],
  ];
  for (const [fields, reason] of refused) {
    assert.equal(await headReason(fields, reason), "credential-reflected");
  }
});

Deno.test("judgeAnswerHead() refuses signs of injection, in a field and in the reason phrase", async () => {
  assert.equal(await headReason([["X-Note", DEMAND]]), "prompt-injection");
  assert.equal(await headReason([], DEMAND), "prompt-injection");
  assert.equal(await headReason([["X-Note", DEMAND]], "OK", unsigned), undefined);
});

Deno.test("judgeAnswerHead() lets everything else pass, an unknown token too", async () => {
  assert.equal(await headReason([["X-Token", TOKEN], ["Content-Type", "text/html"]]), undefined);
});

Deno.test("judgeAnswerFields() does the same for trailers", async () => {
  const judged = async (fields: Fields) =>
    (await runSteps(judgeAnswerFields(readers, fields))).refusal?.reason;
  assert.equal(await judged([]), undefined);
  assert.equal(await judged([["X-Sum", KNOWN]]), "credential-reflected");
  assert.equal(await judged([["X-Sum", DEMAND]]), "prompt-injection");
});

Deno.test("judgeAnswerBody() refuses known secrets and demands, whatever coding they come in", async () => {
  assert.equal(await bodyReason(`a ${KNOWN}`), "credential-reflected");
  assert.equal(await bodyReason(`<p>Hello.</p> ${DEMAND}`, "text/html"), "prompt-injection");
  assert.equal(await bodyReason(gzipSync(DEMAND), "text/plain", "gzip"), "prompt-injection");
  assert.equal(
    await bodyReason(JSON.stringify({ a: [DEMAND] }), "application/json"),
    "prompt-injection",
  );
  assert.equal(await bodyReason(`not gzip: ${KNOWN}`, undefined, "gzip"), "credential-reflected");
  const cut = gzipSync(`${DEMAND} ${DEMAND}`).subarray(0, -9);
  assert.equal(await bodyReason(cut, undefined, "gzip"), "prompt-injection");
  assert.equal(await bodyReason(`the token ${TOKEN} in plain words`), undefined);
});

Deno.test("judgeAnswerBody() reads a picture for known secrets only, if it is one", async () => {
  const png = "\x89PNG\r\n\x1a\n" + "\x01\x02".repeat(200);
  assert.equal(await bodyReason(`${png}${DEMAND}`, "image/png"), undefined);
  assert.equal(await bodyReason(`${png}${KNOWN}`, "image/png"), "credential-reflected");
  assert.equal(await bodyReason(DEMAND, "image/png"), "prompt-injection");
});

Deno.test("judgeAnswerBody() refuses a bomb, behind which a demand would not be seen", async () => {
  const bomb = gzipSync(" ".repeat(64 * 1024 * 1024) + DEMAND);
  assert.equal(await bodyReason(bomb, "text/plain", "gzip"), "body-unreadable");
});

Deno.test("judgeAnswerBody() lets back what the operator has approved", async () => {
  const by = { ...readers, approved: (value: string) => value === KNOWN };
  const about = { contentType: undefined, contentEncoding: [] };
  const { refusal } = await runSteps(judgeAnswerBody(by, bytesOf(`a ${KNOWN}`), about));
  assert.equal(refusal, undefined);
});

Deno.test("verdictOf() warns of what does not block", async () => {
  assert.deepEqual(verdictOf([]), { refusal: undefined, warnings: [], findings: [] });
  const [finding] = await runSteps(
    testSigns().scanSteps({ surface: "body", views: [], text: DEMAND }),
  );
  assert.ok(finding);
  const { refusal, warnings } = verdictOf([{ ...finding, severity: "warn" }]);
  assert.equal(refusal, undefined);
  assert.match(warnings[0]?.reason ?? "", /^egress DLP: /);
});

Deno.test("wantsSigns() is what the route says, readNothing() where there is nothing to look for", () => {
  assert.equal(wantsSigns(testRoute()), true);
  assert.equal(wantsSigns(testRoute({ inboundDetectors: [] })), false);
  const blind = createEngine({ rules: [], secrets: [] });
  assert.equal(readNothing({ engine: blind, signs: undefined }), true);
  assert.equal(readNothing({ engine: blind, signs: testSigns() }), false);
  assert.equal(readNothing(unsigned), false);
});

Deno.test("judgeAnswerBody() joins the texts of events, whatever they are said to be", async () => {
  const pieces = DEMAND.match(/.{1,3}/g) ?? [];
  const events = pieces.map((content) => JSON.stringify({ choices: [{ delta: { content } }] }));
  for (const type of [undefined, "text/plain", "application/json", "text/event-stream"]) {
    const sse = events.map((event) => `data: ${event}\n\n`).join("");
    assert.equal(await bodyReason(sse, type), "prompt-injection", type);
    const by = type === "text/event-stream" ? "application/x-ndjson" : type;
    assert.equal(await bodyReason(events.join("\n"), by), "prompt-injection", by);
  }
});
