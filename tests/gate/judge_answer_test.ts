import assert from "node:assert/strict";
import { atOnce } from "../../lib/scan/body/at_once.ts";
import { firstReflected, judgeAnswerHead, judgeFields } from "../../lib/gate/judge_answer.ts";
import type { Fields } from "../../lib/wire/field.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";

const engine = testEngine().secretsOnly();
const head = (
  fields: Fields,
  reason = "OK",
) => ({ version: "1.1", status: 200, reason, fields } as const);

Deno.test("judgeAnswerHead() refuses a known secret in a field, a name or the reason phrase", () => {
  const refused = [
    head([["X-Echo", `you sent ${KNOWN}`]]),
    head([["X-Echo", btoa(`Bearer ${KNOWN}`)]]),
    head([[KNOWN, "1"]]),
    head([["Set-Cookie", `k=${KNOWN}; Path=/`]]),
    head([], `No ${KNOWN}`),
  ];
  for (const one of refused) {
    assert.equal(atOnce(judgeAnswerHead(engine, one))?.reason, "credential-reflected");
  }
});

Deno.test("judgeAnswerHead() lets everything else pass, an unknown token too", () => {
  assert.equal(
    atOnce(judgeAnswerHead(engine, head([["X-Token", TOKEN], ["Content-Type", "text/html"]]))),
    undefined,
  );
});

Deno.test("judgeFields() does the same for trailers", () => {
  assert.equal(atOnce(judgeFields(engine, [])), undefined);
  assert.equal(atOnce(judgeFields(engine, [["X-Sum", KNOWN]]))?.reason, "credential-reflected");
});

Deno.test("firstReflected() gives nothing where nothing was found", () => {
  assert.equal(firstReflected([]), undefined);
});
