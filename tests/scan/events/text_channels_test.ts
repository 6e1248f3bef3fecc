import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { textChannels } from "../../../lib/scan/events/text_channels.ts";
import { keepingStage } from "../../support/scan_stages.ts";

function sample(held = 0) {
  const made: { name: string; reader: ReturnType<typeof keepingStage> }[] = [];
  const channels = textChannels((name) => {
    const reader = keepingStage(held);
    made.push({ name, reader });
    return reader;
  });
  return {
    channels,
    add: (channel: string, text: string, start = 0, isWhole = false) =>
      channels.take({ pieces: [{ channel, text, isWhole }], ended: [] }, start),
    close: (beginning: string) => channels.take({ pieces: [], ended: [beginning] }, 0),
    told: () =>
      made.map(({ name, reader }) => `${name}=${reader.text()}${reader.ended() ? "." : ""}`),
  };
}

Deno.test("textChannels() joins the texts of each channel", async () => {
  const { channels, add, told } = sample();
  for (const [name, text] of ["aH", "bX", "ai", "bY"]) await add(name ?? "", text ?? "");
  assert.deepEqual(told(), []);
  await channels.flush();
  assert.deepEqual(told(), ["a=Hi", "b=XY"]);
  await channels.end();
  assert.deepEqual(told(), ["a=Hi.", "b=XY."]);
});

Deno.test("textChannels() ends those that begin so, with what waits, and begins anew", async () => {
  const { channels, add, close, told } = sample();
  for (const name of ["x/1/a", "x/1/b", "x/10/a"]) await add(name, "t");
  await close("x/1/");
  assert.deepEqual(told(), ["x/1/a=t.", "x/1/b=t."]);
  await add("x/1/a", "u");
  await channels.flush();
  assert.deepEqual(told(), ["x/1/a=t.", "x/1/b=t.", "x/10/a=t", "x/1/a=u"]);
});

Deno.test("textChannels() reads a whole text by itself and at once", async () => {
  const { channels, add, told } = sample(2);
  await add("a", "He");
  await add("a", "Hello", 9, true);
  await add("a", "llo", 10);
  await channels.end();
  assert.deepEqual(told(), ["a=Hello.", "a=Hello."]);
});

Deno.test("textChannels() has so many and lets the rest share one", async () => {
  const { channels, add, close, told } = sample();
  const most = limits.eventChannels;
  for (let i = 0; i < 2 * most; i++) await add(`${i}/`, "t");
  await channels.flush();
  assert.equal(told().length, most);
  assert.equal(told()[most - 1], `shared=${"t".repeat(most + 1)}`);
  await close("0/");
  await add("new/", "n");
  await channels.flush();
  assert.equal(told()[most], "new/=n");
});

Deno.test("textChannels() hold from the first event of which any text is held", async () => {
  const { channels, add, close } = sample(1);
  assert.equal(channels.heldFrom(), Infinity);
  await add("a", "x", 10);
  await add("b", "x", 20);
  await add("a", "x", 30);
  await channels.flush();
  assert.equal(channels.heldFrom(), 20);
  await add("b", "x", 40);
  await channels.flush();
  assert.equal(channels.heldFrom(), 30);
  await close("b");
  assert.equal(channels.heldFrom(), 30);
  await channels.end();
  assert.equal(channels.heldFrom(), Infinity);
});

Deno.test("textChannels() judges what a text holds that was silent for long", async () => {
  const { channels, add, told } = sample(1);
  await add("thinking", "so", 0);
  await add("answer", "x", 10);
  await channels.flush();
  for (let i = 2; i < limits.eventSilence; i++) await add("answer", "x", 10 * i);
  await channels.flush();
  assert.equal(channels.heldFrom(), 0);
  await add("answer", "x", 990);
  await channels.flush();
  assert.equal(told()[0], "thinking=so.");
  assert.equal(channels.heldFrom(), 990);
  await add("thinking", "!", 1000);
  await channels.flush();
  assert.equal(told()[2], "thinking=so!");
});

Deno.test("textChannels() leave a silent text alone that holds nothing", async () => {
  const { channels, add, told } = sample();
  await add("thinking", "so", 0);
  for (let i = 0; i < 3 * limits.eventSilence; i++) await add("answer", "x", i);
  await channels.flush();
  await add("thinking", "!", 99);
  await channels.flush();
  assert.equal(told()[0], "thinking=so!");
});

Deno.test("textChannels() hold nothing when they rest, and go on", async () => {
  const { channels, add, told } = sample(1);
  await add("a", "x", 0);
  await add("b", "x", 10);
  await channels.rest();
  assert.equal(channels.heldFrom(), Infinity);
  assert.deepEqual(told(), ["a=x.", "b=x."]);
  await add("a", "y", 20);
  await channels.flush();
  assert.equal(channels.heldFrom(), 20);
  assert.equal(told()[2], "a=xy");
});
