import assert from "node:assert/strict";
import { createPrompter } from "../../lib/cli/prompter.ts";

function typed() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const shown: string[] = [];
  const prompter = createPrompter(readable, (text) => void shown.push(text));
  const type = async (text: string) => {
    await writer.write(new TextEncoder().encode(text));
    await new Promise((resolve) => setTimeout(resolve, 1));
  };
  return { prompter, shown, type, end: () => writer.close(), fail: () => writer.abort() };
}

Deno.test("createPrompter() gives the line behind a question, however it is cut", async () => {
  const { prompter, shown, type } = typed();
  const answer = prompter.ask("why? ");
  assert.deepEqual(shown, ["why? "]);
  for (const piece of ["a te", "st k", "ey\r\n"]) await type(piece);
  assert.equal(await answer, "a test key");
});

Deno.test("createPrompter() drops what was typed before the question", async () => {
  const { prompter, type } = typed();
  await type("y\n");
  const first = prompter.ask("one? ");
  await type("n\ny\ny\n");
  assert.equal(await first, "n");
  const second = prompter.ask("two? ");
  await type("s\n");
  assert.equal(await second, "s");
});

Deno.test("createPrompter() has no line at the end of input, also of a terminal that fails", async () => {
  for (const how of ["end", "fail"] as const) {
    const typing = typed();
    const pending = typing.prompter.ask("one? ");
    await typing[how]();
    assert.equal(await pending, undefined);
    await typing.prompter.ended;
    assert.equal(await typing.prompter.ask("two? "), undefined);
  }
});
