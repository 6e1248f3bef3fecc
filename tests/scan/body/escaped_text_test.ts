import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { escapedTexts as texts } from "../../../lib/scan/body/escaped_text.ts";
import { undoEscapes } from "../../../lib/scan/body/escapes.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function escapedTexts(text: string): Promise<string[]> {
  const shown = await runSteps(texts(text, Buffer.from(text, "latin1")));
  return shown.map((undone) => undone.text);
}

Deno.test("escapedTexts() shows nothing where no escape touches a value", async () => {
  assert.deepEqual(await escapedTexts("no escapes at all"), []);
  assert.deepEqual(await escapedTexts(String.raw`"a line\nand \"another\"\n\tfor (;;) {\n"`), []);
  assert.deepEqual(await escapedTexts(String.raw`it\u2019s caf\u00e9 \u4f60\u597d`), []);
});

Deno.test("escapedTexts() shows a value beside an escape with the words before it", async () => {
  const [text] = await escapedTexts(String.raw`"x\nexport KEY=\"abc123def456\"\n"`);
  assert.equal(text, '"x\nexport KEY="abc123def456"\n"');
});

Deno.test("escapedTexts() shows characters that are hidden, alone among plain ones", async () => {
  assert.deepEqual(await escapedTexts(String.raw`t\u006fk`), ["tok"]);
  assert.deepEqual(await escapedTexts(String.raw`a\/b`), ["a/b"]);
  assert.deepEqual(await escapedTexts(String.raw`\uff54ok`), ["\xef\xbd\x94ok"]);
});

Deno.test("escapedTexts() undoes JSON inside JSON to a depth", async () => {
  const value = "k\u0001ey-0123456789abcdef";
  let text = value;
  for (let i = 0; i < 3; i++) text = JSON.stringify(text);
  assert.ok((await escapedTexts(text))[2]?.includes(value));
});

Deno.test("escapedTexts() shows all that a whole undoing shows beside escapes", async () => {
  // A long text with values in many surroundings: each must stand in what is shown.
  const values = Array.from({ length: 200 }, (_, i) => `v${i}x${"ab12".repeat(2 + i % 20)}`);
  const text = JSON.stringify(
    values.map((v, i) => `${"word ".repeat(i % 50)}\n${v}\t"${v}"\\${v}`),
  );
  const whole = undoEscapes(text);
  const shown = (await escapedTexts(text)).join("\n");
  for (const value of values) {
    assert.ok(whole.includes(`\n${value}\t"${value}"`));
    assert.ok(shown.includes(`\n${value}\t"${value}"`), value);
  }
});

Deno.test("escapedTexts() shows a long value whole", async () => {
  const value = "eyJ".repeat(3000);
  assert.ok((await escapedTexts(`"\\n${value}\\n"`))[0]?.includes(`\n${value}\n`));
});

Deno.test("escapedTexts() looks at both sides of an escape, and at long values without a digit", async () => {
  assert.deepEqual(await escapedTexts(String.raw`abc123def\n and`), ["abc123def\n and"]);
  assert.deepEqual(await escapedTexts(String.raw`and \nabc123def`), ["and \nabc123def"]);
  assert.deepEqual(await escapedTexts(String.raw`\nabcdefghijklmnopqrst`), [
    "\nabcdefghijklmnopqrst",
  ]);
  assert.deepEqual(await escapedTexts(String.raw`\nabcdefghijklmnopqrs`), []);
});

Deno.test("escapedTexts() undoes a stretch that is longer than a step", async () => {
  const step = limits.scanStepBytes;
  for (let shift = 0; shift < 6; shift++) {
    const text = "-".repeat(shift) + "\\u0041".repeat(step / 3);
    const [undone] = await escapedTexts(text);
    assert.ok(undone === "-".repeat(shift) + "A".repeat(step / 3));
  }
});
