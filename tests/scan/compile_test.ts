import assert from "node:assert/strict";
import { compile } from "../../lib/scan/compile.ts";
import { middleRule, sampleRules, sampleSecrets } from "../support/scan_samples.ts";
import { HitList } from "../../lib/scan/walk/hit_list.ts";
import { walk } from "../../lib/scan/walk/walk.ts";
import { asText, sampleCompiled } from "../support/scan_samples.ts";
import { Secret } from "../../lib/secret.ts";

function purposesIn(text: string): string[] {
  const compiled = sampleCompiled();
  const hits = new HitList();
  walk(compiled.automaton, asText(text).bytes, 0, text.length, 0, hits);
  const found: string[] = [];
  for (let i = 0; i < hits.length; i++) {
    for (const purpose of compiled.purposes[hits.stateAt(i)] ?? []) {
      found.push(purpose.kind === "rule" ? purpose.literal.rule.rule.id : purpose.form.secret);
    }
  }
  return found;
}

Deno.test("compile() says what every hit of the walk is for", () => {
  assert.deepEqual(purposesIn("an acme-key_ there"), ["acme-key"]);
  assert.deepEqual(purposesIn("a token"), ["assigned-token"]);
  assert.ok(purposesIn("kx_9Zq4Lw7-Tb2").includes("SAMPLE_TOKEN"));
  assert.deepEqual(purposesIn("nothing here"), []);
});

Deno.test("compile() keeps aside what the walk cannot see and what is too short", () => {
  const rules = [...sampleRules, { ...middleRule, id: "url", keywords: ["://"] }];
  const compiled = compile(rules, [...sampleSecrets, { name: "SHORT", value: new Secret("abc") }]);
  assert.deepEqual(compiled.bare.map(({ text }) => text), ["://"]);
  assert.deepEqual(compiled.rejectedSecrets, ["SHORT"]);
});

Deno.test("compile() knows the case in which a short literal must end", () => {
  const compiled = compile([{ ...middleRule, keywords: ["MdX"] }], []);
  const hits = new HitList();
  walk(compiled.automaton, asText("mdx").bytes, 0, 3, 0, hits);
  assert.equal(compiled.lastByte[hits.stateAt(0)], "X".charCodeAt(0));
});

Deno.test("compile() tells how little is decoded for known secrets alone", () => {
  const named = (value: string) => ({ name: "S", value: new Secret(value) });
  const long = "Zq4Lw7Tb2".repeat(20);
  const leasts = (...values: string[]) => compile([], values.map(named)).leastDecoded;
  assert.equal(leasts("kx_9Zq4Lw7-Tb2"), 12);
  assert.equal(leasts(long, "kx_9Zq4Lw7-Tb2"), 12);
  assert.equal(leasts(long, "a-b.c_d/e+f#"), 12, "too few letters for the walk: its bytes count");
  assert.equal(leasts(long), 48, "a line of a longer one is enough");
  assert.equal(compile(sampleRules, [named(long)]).leastDecoded, 0);
});

Deno.test("compile() lays the purposes of all states one after the other, with their probes", () => {
  const rules = [...sampleRules, { ...middleRule, id: "url", keywords: ["scheme://"] }];
  const { purposes, allPurposes, firstPurpose, probes } = compile(rules, sampleSecrets);
  assert.ok(probes.some((probe) => probe < 0), "a sign after the hit");
  purposes.forEach((all, state) => {
    assert.deepEqual(allPurposes.slice(firstPurpose[state], firstPurpose[state + 1]), all);
  });
  allPurposes.forEach((purpose, at) => {
    const { back, mask, byte } = purpose.kind === "rule"
      ? purpose.probe
      : { back: 0, mask: 0, byte: 0 };
    assert.equal(probes[at], back * 65536 + mask * 256 + byte);
  });
});
