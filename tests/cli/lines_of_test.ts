import assert from "node:assert/strict";
import { linesOf } from "../../lib/cli/lines_of.ts";

async function lines(slices: readonly string[], most = 5): Promise<(string | undefined)[]> {
  const bytes = ReadableStream.from(slices.map((slice) => new TextEncoder().encode(slice)));
  return await Array.fromAsync(linesOf(bytes, most));
}

Deno.test("linesOf() gives the lines, however they were cut", async () => {
  const text = "one\ntwo\n\nlast";
  assert.deepEqual(await lines([text]), ["one", "two", "", "last"]);
  assert.deepEqual(await lines([...text]), ["one", "two", "", "last"]);
  assert.deepEqual(await lines(["one\n"]), ["one"]);
  assert.deepEqual(await lines([]), []);
});

Deno.test("linesOf() gives no line that is too long, and goes on behind it", async () => {
  for (const slices of [["a\n1234567\nb\n"], [..."a\n1234567890123\nb"]]) {
    assert.deepEqual(await lines(slices), ["a", undefined, "b"]);
  }
  assert.deepEqual(await lines([..."1234567"]), [undefined]);
});
