import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { textChannel } from "../../../lib/scan/events/text_channel.ts";
import { keepingStage } from "../../support/scan_stages.ts";

const utf8 = (latin1: string) => Buffer.from(latin1, "latin1").toString("utf8");

Deno.test("textChannel() reads its text as UTF-8, with each flush and to the end", async () => {
  const reader = keepingStage();
  const channel = textChannel(() => reader);
  channel.add("gr", 0);
  channel.add("ün", 10);
  assert.equal(reader.text(), "");
  await channel.flush();
  assert.equal(utf8(reader.text()), "grün");
  channel.add("!", 20);
  await channel.end();
  assert.equal(utf8(reader.text()), "grün!");
  assert.ok(reader.ended());
});

Deno.test("textChannel() joins the halves of a letter, and holds what has the first", async () => {
  const reader = keepingStage();
  const channel = textChannel(() => reader);
  channel.add("a\ud83d", 5);
  await channel.flush();
  assert.equal(channel.heldFrom(), 5);
  channel.add("\ude00\ud83d", 6);
  await channel.flush();
  assert.equal(utf8(reader.text()), "a\u{1f600}");
  assert.equal(channel.heldFrom(), 6);
  await channel.end();
  assert.equal(utf8(reader.text()), "a\u{1f600}\ufffd");
  assert.equal(channel.heldFrom(), Infinity);
});

Deno.test("textChannel() tells the first event of which a text is held", async () => {
  const channel = textChannel(() => keepingStage(3));
  const heldAfter = async (text: string, start: number) => {
    channel.add(text, start);
    await channel.flush();
    return channel.heldFrom();
  };
  assert.equal(channel.heldFrom(), Infinity);
  assert.equal(await heldAfter("ab", 0), 0);
  assert.equal(await heldAfter("c", 10), 0);
  assert.equal(await heldAfter("d", 20), 0);
  assert.equal(await heldAfter("e", 30), 10);
  assert.equal(await heldAfter("", 40), 10);
  assert.equal(await heldAfter("xyzw", 50), 50);
  assert.equal(await heldAfter("xyz", 50), 50);
  await channel.end();
  assert.equal(channel.heldFrom(), Infinity);
});

Deno.test("textChannel() holds the later events together where too many wait", async () => {
  const most = limits.eventMarks;
  let cleared = 0;
  const channel = textChannel(() => ({
    push: () => Promise.resolve(),
    end: () => Promise.resolve(),
    cleared: () => cleared,
  }));
  for (let i = 0; i < most + 50; i++) channel.add("x", i);
  await channel.flush();
  cleared = most - 1;
  assert.equal(channel.heldFrom(), most - 1);
  // Of the last fifty-one none goes before the last.
  cleared = most + 49;
  assert.equal(channel.heldFrom(), most - 1);
  cleared = most + 50;
  assert.equal(channel.heldFrom(), Infinity);
  channel.add("x", most + 50);
  assert.equal(channel.heldFrom(), most + 50);
});

Deno.test("textChannel() holds nothing when it rests, and goes on behind its tail", async () => {
  const readers: ReturnType<typeof keepingStage>[] = [];
  const channel = textChannel(() => {
    const reader = keepingStage(2);
    readers.push(reader);
    return reader;
  });
  await channel.rest();
  assert.equal(readers.length, 0);
  channel.add("grün", 0);
  await channel.rest();
  assert.equal(channel.heldFrom(), Infinity);
  assert.ok(readers[0]?.ended());
  await channel.rest();
  channel.add("abc", 10);
  await channel.flush();
  assert.equal(utf8(readers[1]?.text() ?? ""), "grünabc");
  assert.equal(channel.heldFrom(), 10);
  channel.add("d", 20);
  await channel.flush();
  assert.equal(channel.heldFrom(), 10);
  channel.add("e", 30);
  await channel.flush();
  assert.equal(channel.heldFrom(), 20);
  channel.add("x".repeat(2 * limits.eventTailChars), 40);
  await channel.rest();
  channel.add("y", 50);
  await channel.end();
  assert.equal(readers[2]?.text(), "x".repeat(limits.eventTailChars) + "y");
});

Deno.test("textChannel() joins the halves of a letter over a rest", async () => {
  const readers: ReturnType<typeof keepingStage>[] = [];
  const channel = textChannel(() => {
    const reader = keepingStage();
    readers.push(reader);
    return reader;
  });
  channel.add("a\ud83d", 0);
  await channel.rest();
  assert.equal(channel.heldFrom(), Infinity);
  channel.add("\ude00", 10);
  await channel.end();
  assert.equal(utf8(readers[1]?.text() ?? ""), "a\u{1f600}");
});
