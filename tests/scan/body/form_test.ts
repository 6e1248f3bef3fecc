import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { formTexts as texts, undoForm } from "../../../lib/scan/body/form.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function formTexts(text: string) {
  const { decoded, joined } = await runSteps(texts(text));
  return { decoded: decoded?.text, joined: joined?.text };
}

Deno.test("formTexts() undoes names and values once and joins them", async () => {
  assert.deepEqual(await formTexts("a%62=c+d&e=%2541&f"), {
    decoded: "ab=c d\ne=%41\nf",
    joined: "c d%41\nabc de%41f\nabef",
  });
});

Deno.test("formTexts() gives nothing that stands in the raw text already", async () => {
  assert.deepEqual(await formTexts("abc"), { decoded: undefined, joined: undefined });
  assert.deepEqual(await formTexts(""), { decoded: undefined, joined: undefined });
  assert.equal((await formTexts("a=b")).decoded, undefined);
});

Deno.test("formTexts() takes further equals signs into the value and passes over empty pairs", async () => {
  assert.equal((await formTexts("a=b=c&&=d&e=")).joined, "b=cd\nab=cde\nae");
});

Deno.test("formTexts() keeps the ends of long values", async () => {
  const value = `${"a".repeat(64)}${"-".repeat(300)}${"b".repeat(64)}`;
  const [values] = (await formTexts(`x=1&y=${value}&z=2`)).joined?.split("\n", 1) ?? [];
  assert.equal(values, `1${"a".repeat(64)}`);
});

Deno.test("undoForm() leaves malformed percent signs", () => {
  assert.equal(undoForm("%zz%4%41%"), "%zz%4A%");
});

Deno.test("formTexts() undoes what stands where a step ends", async () => {
  const step = limits.scanStepBytes;
  for (let at = step - 5; at <= step + 1; at++) {
    const plain = "x".repeat(at);
    const { decoded, joined } = await formTexts(`${plain}%41=b&c=${plain}%42`);
    assert.ok(decoded === `${plain}A=b\nc=${plain}B`);
    const edge = "x".repeat(63);
    assert.equal(joined?.split("\n").slice(0, 2).join(), `bx${edge},${edge}B`);
  }
});
