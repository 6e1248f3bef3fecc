import assert from "node:assert/strict";
import { createBell } from "../../lib/cli/bell.ts";

Deno.test("createBell() wakes those who wait, and not those who come later", async () => {
  const bell = createBell();
  const heard: string[] = [];
  const first = [bell.next().then(() => heard.push("a")), bell.next().then(() => heard.push("b"))];
  bell.ring();
  const later = bell.next().then(() => heard.push("c"));
  await Promise.all(first);
  assert.deepEqual(heard, ["a", "b"]);
  bell.ring();
  await later;
});
