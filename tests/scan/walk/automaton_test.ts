import assert from "node:assert/strict";
import { buildAutomaton } from "../../../lib/scan/walk/automaton.ts";
import { HitList } from "../../../lib/scan/walk/hit_list.ts";
import { walk } from "../../../lib/scan/walk/walk.ts";
import { asText } from "../../support/scan_samples.ts";

/** Literals and the position of their last byte, as the automaton reports them. */
function found(literals: readonly string[], text: string): string[] {
  const automaton = buildAutomaton(literals);
  const hits = new HitList();
  walk(automaton, asText(text).bytes, 0, text.length, 0, hits);
  return Array.from({ length: hits.length }, (_, i) => i).flatMap((i) =>
    (automaton.outputs[hits.stateAt(i)] ?? []).map((literal) =>
      `${literals[literal]}@${hits.positionAt(i)}`
    )
  );
}

Deno.test("buildAutomaton() finds literals inside one another", () => {
  assert.deepEqual(found(["she", "he", "hers"], "ushers"), ["she@3", "he@3", "hers@5"]);
});

Deno.test("buildAutomaton() folds case and passes over separators, and reports a hit once", () => {
  assert.deepEqual(found(["abc"], "A-b.. C -- - abC"), ["abc@6", "abc@15"]);
});

Deno.test("buildAutomaton() asks for the sign with which a literal ends", () => {
  assert.deepEqual(found(["sk-", "task"], "task sk_ risk- sk--"), [
    "task@3",
    "sk-@13",
    "sk-@17",
    "sk-@18",
  ]);
});

Deno.test("buildAutomaton() finds a literal with a sign at the end of another's beginning", () => {
  assert.deepEqual(found(["sk-", "xask1"], "xask-1"), ["sk-@4", "xask1@5"]);
});

Deno.test("buildAutomaton() keeps what began before a sign", () => {
  assert.deepEqual(found(["ab_", "abcd"], "ab_cd"), ["ab_@2", "abcd@4"]);
});

Deno.test("buildAutomaton() tells how many letters a state has seen", () => {
  const automaton = buildAutomaton(["abcd"]);
  const hits = new HitList();
  const state = walk(automaton, asText("xab-c").bytes, 0, 5, 0, hits);
  assert.equal(automaton.depth[state], 3);
});

Deno.test("buildAutomaton() refuses literals that the walk cannot see", () => {
  for (const literal of ["", "-", "a-b", "-a"]) {
    assert.throws(() => buildAutomaton([literal]), TypeError, literal);
  }
});
