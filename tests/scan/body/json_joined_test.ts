import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { jsonJoined as join } from "../../../lib/scan/body/json_joined.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

async function jsonJoined(text: string): Promise<string | undefined> {
  return (await runSteps(join(Buffer.from(text, "latin1"))))?.text;
}

async function lines(value: unknown): Promise<string[]> {
  return (await jsonJoined(JSON.stringify(value)))?.split("\n") ?? [];
}

Deno.test("jsonJoined() joins values, keys and values, and keys, in order", async () => {
  assert.deepEqual(await lines({ a: "b", c: [{ d: "e" }, 7, "f"] }), ["bef", "abcdef", "acd"]);
  assert.deepEqual((await jsonJoined('{"a" : "b"}'))?.split("\n"), ["b", "ab", "a"]);
});

Deno.test("jsonJoined() undoes escapes and is not deceived by escaped quotes", async () => {
  assert.equal((await lines(['a"b', "c\\", "d"]))[0], 'a"bc\\d');
  assert.equal((await jsonJoined(String.raw`["\u0061","\\\"b"]`))?.split("\n")[0], 'a\\"b');
});

Deno.test("jsonJoined() keeps the runs at the ends of strings that are more than one run", async () => {
  assert.deepEqual((await lines(["abc", "def and (more) tok_", "live"])).slice(0, 2), [
    "abcdef",
    "tok_live",
  ]);
  assert.deepEqual((await lines(["abc", "the secret word: ", "def"])).slice(0, 2), [
    "abcthe",
    "def",
  ]);
  assert.equal((await lines(["-----BEGIN P", "RIVATE KEY--"]))[0], "-----BEGIN PRIVATE KEY--");
});

Deno.test("jsonJoined() keeps a long run whole up to a bound, and no more than its ends beyond", async () => {
  const run = "x".repeat(256);
  assert.equal((await lines(["a", run, "b"]))[0], `a${run}b`);
  const ends = `${"y".repeat(200)} and ${"z".repeat(200)}`;
  assert.deepEqual((await lines(["a", ends, "b"])).slice(0, 2), [
    `a${"y".repeat(200)}`,
    `${"z".repeat(200)}b`,
  ]);
  const end = "x".repeat(64);
  assert.deepEqual((await lines(["a", `${run}x`, "b"])).slice(0, 2), [`a${end}`, `${end}b`]);
});

Deno.test("jsonJoined() has nothing to join in less than two strings", async () => {
  assert.equal(await jsonJoined('["one"]'), undefined);
  assert.equal(await jsonJoined("[1,2]"), undefined);
  assert.equal(await jsonJoined('["a","cut'), undefined);
});

Deno.test("jsonJoined() reads documents on lines and broken ones", async () => {
  assert.equal((await jsonJoined('{"a":"b"}\n{"a":"c"}\n{"a":'))?.split("\n")[0], "bc");
});

Deno.test("jsonJoined() reads a string on across the end of a step, its escapes too", async () => {
  const step = limits.scanStepBytes;
  for (let before = step - 12; before <= step + 2; before++) {
    const text = `${" ".repeat(before)}["a","\\"\\\\","b\\\\","c"]`;
    assert.ok((await jsonJoined(text))?.split("\n")[0] === 'a"\\b\\c', String(before - step));
  }
});
