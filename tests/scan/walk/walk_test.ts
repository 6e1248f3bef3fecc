import assert from "node:assert/strict";
import { type Automaton, buildAutomaton } from "../../../lib/scan/walk/automaton.ts";
import { HitList } from "../../../lib/scan/walk/hit_list.ts";
import { reduceText } from "../../../lib/scan/walk/reduce_text.ts";
import { walk } from "../../../lib/scan/walk/walk.ts";
import { seeded } from "../../bench/conversation.ts";
import { asText } from "../../support/scan_samples.ts";

const LITERALS = ["ab", "abab", "babc", "aaaa", "ccca", "a1b2"];

function randomText(length: number, seed: number): string {
  const random = seeded(seed);
  return Array.from({ length }, () => "abc12-_ \n."[Math.floor(random() * 10)]).join("");
}

function hitsIn(automaton: Automaton, text: string, cuts: readonly number[]): string[] {
  const { bytes } = asText(text);
  const hits = new HitList();
  let state = 0;
  let from = 0;
  for (const to of [...cuts, text.length]) {
    state = walk(automaton, bytes, from, to, state, hits);
    from = to;
  }
  return Array.from({ length: hits.length }, (_, i) => `${hits.stateAt(i)}@${hits.positionAt(i)}`);
}

Deno.test("walk() in four lanes finds what a search of the reduced text finds", () => {
  const automaton = buildAutomaton(LITERALS);
  const text = randomText(200_000, 7);
  const hits = new HitList();
  walk(automaton, asText(text).bytes, 0, text.length, 0, hits);
  let count = 0;
  for (let i = 0; i < hits.length; i++) count += automaton.outputs[hits.stateAt(i)]?.length ?? 0;
  const reduced = reduceText(text);
  let expected = 0;
  for (const literal of LITERALS) {
    for (let at = reduced.indexOf(literal); at >= 0; at = reduced.indexOf(literal, at + 1)) {
      expected++;
    }
  }
  assert.equal(count, expected);
});

Deno.test("walk() reports hits in order, and the same ones however the text is cut", () => {
  const automaton = buildAutomaton(LITERALS);
  const text = randomText(5000, 11);
  const whole = hitsIn(automaton, text, []);
  const positions = whole.map((hit) => Number(hit.split("@")[1]));
  assert.deepEqual(positions, [...positions].sort((a, b) => a - b));
  const random = seeded(3);
  for (let round = 0; round < 50; round++) {
    const cuts = Array.from({ length: 5 }, () => Math.floor(random() * 5000)).sort((a, b) => a - b);
    assert.deepEqual(hitsIn(automaton, text, cuts), whole, cuts.join());
  }
});

Deno.test("walk() finds a literal that reaches over whole lanes of separators", () => {
  const automaton = buildAutomaton(["abcd"]);
  const text = `a${" ".repeat(30_000)}b${" ".repeat(70_000)}c${" ".repeat(20_000)}d`;
  assert.deepEqual(hitsIn(automaton, text, []).map((hit) => hit.split("@")[1]), [
    String(text.length - 1),
  ]);
});
