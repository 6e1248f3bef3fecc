import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { isJson } from "../../../lib/scan/redact/is_json.ts";
import { seeded } from "../../bench/conversation.ts";
import { stepsOf } from "../../support/steps_of.ts";

function agrees(text: string): boolean {
  let parses = true;
  try {
    JSON.parse(text);
  } catch {
    parses = false;
  }
  return stepsOf(isJson(Buffer.from(text, "latin1"), 0, text.length)).result === parses;
}

const SEEDS = [
  String.raw`{"a":[1,-0.5e+3,true,null,{"b":"\u00e9\n"}],"c":false} `,
  '[[],{},"x\xe9",0,-1,1.0E5]',
  String.raw`"\"x"`,
  ...[" -0", "01", "[1,]", '{"a":1,}', "[}", '{"a" : { } }', "", "nul", "1 2", '{"a" 1}'],
];
const CHARACTERS = '"\\0e]},: \xa0\xe9t\n[{-.9u\0+';

Deno.test("isJson() agrees with JSON.parse() on texts with characters put in and taken out", () => {
  const random = seeded(5);
  const below = (bound: number) => Math.floor(random() * bound);
  for (let i = 0; i < 30_000; i++) {
    let text = SEEDS[i % SEEDS.length] ?? "";
    for (let changes = below(4); changes > 0; changes--) {
      const at = below(text.length + 1);
      text = text.slice(0, at) + CHARACTERS.charAt(below(CHARACTERS.length + 1)) +
        text.slice(at + below(2));
    }
    assert.ok(agrees(text), JSON.stringify(text));
  }
});

Deno.test("isJson() reads deep nesting and long texts in steps", () => {
  const deep = Buffer.from("[".repeat(200_000) + "]".repeat(200_000));
  const { result, count } = stepsOf(isJson(deep, 0, deep.length));
  assert.deepEqual([result, count], [true, Math.floor(deep.length / limits.scanStepBytes)]);
  assert.equal(stepsOf(isJson(deep, 0, deep.length - 1)).result, false);
  assert.equal(stepsOf(isJson(deep, 1, deep.length)).result, false);
});
