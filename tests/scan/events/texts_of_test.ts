import assert from "node:assert/strict";
import { textsOf } from "../../../lib/scan/events/texts_of.ts";

Deno.test("textsOf() gives texts their channels by their role", () => {
  const value = { text: "a", novel: "b" };
  const text = { channel: "c/text", text: "a" };
  const novel = { channel: "c/novel", text: "b", isWhole: false };
  assert.deepEqual(textsOf(value, "c/", "named"), {
    pieces: [{ ...text, isWhole: false }],
    ended: [],
  });
  assert.deepEqual(textsOf(value, "c/", "delta").pieces, [{ ...text, isWhole: false }, novel]);
  assert.deepEqual(textsOf(value, "c/", "whole", ["d"]), {
    pieces: [{ ...text, isWhole: true }],
    ended: ["d"],
  });
});

Deno.test("textsOf() makes one whole of a text in parts", () => {
  const value = { content: [{ text: "a" }, { text: "b" }], output: "c" };
  assert.deepEqual(textsOf(value, "", "whole").pieces.map(({ text }) => text), ["ab", "c"]);
  assert.deepEqual(textsOf(value, "", "named").pieces.map(({ text }) => text), ["a", "b", "c"]);
});
