import assert from "node:assert/strict";
import type { Strength } from "../../../lib/scan/injection/sign.ts";
import { signGroups } from "../../../lib/scan/injection/sign_groups.ts";
import type { SeenSign } from "../../../lib/scan/injection/sign_scan.ts";

const PLAIN = "lorem ipsum ".repeat(500);

function at(start: number, strength: Strength): SeenSign {
  const id = `${strength}-${start}`;
  return { sign: { id, kind: id, strength }, start, end: start + 5 };
}

Deno.test("signGroups() keeps a group until no sign can join it and what stands behind it is there", () => {
  const groups = signGroups();
  groups.add([at(100, "weak")]);
  assert.deepEqual(groups.take(PLAIN, 1200, false), []);
  assert.deepEqual(groups.take(PLAIN.slice(0, 1600), 1590, false), []);
  assert.deepEqual(groups.take(PLAIN, 5000, false).map(({ severity }) => severity), ["warn"]);
  assert.equal(groups.first(), -1);
});

Deno.test("signGroups() weighs signs together whatever the order in which they were seen", () => {
  const groups = signGroups();
  groups.add([at(900, "weak")]);
  groups.add([at(100, "weak")]);
  assert.equal(groups.first(), 100);
  assert.deepEqual(groups.take(PLAIN, 0, true).map(({ severity }) => severity), ["block"]);
});

Deno.test("signGroups() says where what comes to something begins, also after a shift", () => {
  const groups = signGroups();
  groups.add([at(700, "faint")]);
  assert.equal(groups.open(PLAIN), -1);
  groups.add([at(900, "weak")]);
  assert.equal(groups.open(PLAIN), 700);
  groups.shift(500);
  assert.equal(groups.open(PLAIN), 200);
  const [guess] = groups.guess(PLAIN, [at(450, "weak")]);
  assert.equal(guess?.severity, "block");
});
