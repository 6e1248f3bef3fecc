import assert from "node:assert/strict";
import { HIDDEN_IN_CHARACTERS, judgeSigns } from "../../../lib/scan/injection/judge_signs.ts";
import type { Strength } from "../../../lib/scan/injection/sign.ts";
import type { SeenSign } from "../../../lib/scan/injection/sign_scan.ts";

function at(start: number, strength: Strength, id = `${strength}-${start}`): SeenSign {
  return { sign: { id, kind: id, strength }, start, end: start + 5 };
}

const PLAIN = "lorem ipsum ".repeat(500);

function severities(signs: readonly SeenSign[], text = PLAIN, hidden?: string): string[] {
  return judgeSigns(text, signs, hidden).map(({ severity }) => severity);
}

Deno.test("judgeSigns() blocks one strong sign, warns of one weak one and passes faint ones", () => {
  assert.deepEqual(severities([at(0, "strong")]), ["block"]);
  assert.deepEqual(severities([at(0, "weak")]), ["warn"]);
  assert.deepEqual(severities([at(0, "faint"), at(20, "faint"), at(40, "faint")]), []);
});

Deno.test("judgeSigns() blocks several weak signs near each other, not far apart", () => {
  assert.deepEqual(severities([at(0, "weak"), at(300, "weak")]), ["block"]);
  assert.deepEqual(severities([at(0, "weak"), at(3000, "weak")]), ["warn", "warn"]);
  assert.deepEqual(severities([at(0, "weak"), at(30, "faint")]), ["warn"]);
});

Deno.test("judgeSigns() counts a sign once however often it stands there, and one of two that share words", () => {
  assert.deepEqual(severities([at(0, "weak", "a"), at(50, "weak", "a")]), ["warn"]);
  assert.deepEqual(severities([at(0, "weak", "a"), at(3, "weak", "b")]), ["warn"]);
});

Deno.test("judgeSigns() weighs more what a person would not see", () => {
  const text = `<!-- ${PLAIN.slice(0, 100)} -->`;
  const [judged] = judgeSigns(text, [at(10, "weak")], undefined);
  assert.equal(judged?.severity, "block");
  assert.equal(judged?.unseen, "HTML comment");
  assert.deepEqual(severities([at(0, "weak")], PLAIN, "base64"), ["block"]);
});

Deno.test("judgeSigns() warns in a text about such attacks, but not of what hides in characters", () => {
  const text = `Attackers use prompt injection to exploit models; mitigations exist. ${PLAIN}`;
  assert.deepEqual(severities([at(80, "strong")], text), ["warn"]);
  assert.deepEqual(severities([at(80, "strong")], text, HIDDEN_IN_CHARACTERS), ["block"]);
});

Deno.test("judgeSigns() names the sign that tells most first", () => {
  const [judged] = judgeSigns(PLAIN, [at(0, "weak"), at(100, "strong")], undefined);
  assert.equal(judged?.signs[0]?.sign.strength, "strong");
});
