import assert from "node:assert/strict";
import { patternHeads } from "../../../lib/scan/windows/pattern_heads.ts";

const cases: readonly (readonly [RegExp, readonly string[] | undefined])[] = [
  [/\b(?:gh[po]_|glpat-)\w{20}/, ["ghp_", "gho_", "glpat-"]],
  [/(?<![A-Za-z0-9])AKIA[A-Z0-9]{16}(?=x)/, ["AKIA"]],
  [/sk-ant-(?<kind>api|admin)\d{2}-x/, ["sk-ant-api", "sk-ant-admin"]],
  [/api[_-]?key=/, ["api_key=", "api-key=", "apikey="]],
  [/[a-z]key\d/, ["1:key"]],
  [/[a-z0-9]{8}MidL/, ["8:MidL"]],
  [/[a-z0-9]{8,9}MidL/, ["8:"]],
  [/(?:ab){2}c+d/, ["ababc"]],
  [/x.y/, ["x"]],
  [/\.\$\/z/, [".$/z"]],
  [/a*b/, [""]],
  [/\p{L}x/u, undefined],
  [/(a)\1/, undefined],
];

for (const [pattern, expected] of cases) {
  Deno.test(`patternHeads() reads the beginnings of ${pattern}`, () => {
    const heads = patternHeads(pattern)
      ?.map(({ skip, text }) => skip === 0 ? text : `${skip}:${text}`);
    assert.deepEqual(heads?.toSorted(), expected?.toSorted());
  });
}

Deno.test("patternHeads() gives up on too many beginnings", () => {
  assert.equal(patternHeads(/[abcd][abcd][abcd][abcd]x/), undefined);
});
