import assert from "node:assert/strict";
import { searchWindow, tryRuleAt } from "../../../lib/scan/windows/try_rule.ts";
import {
  ASSIGNED_VALUE,
  assignedRule,
  MIDDLE_TOKEN,
  middleRule,
  plainLiteral,
  plenty,
  VENDOR_TOKEN,
  vendorRule,
} from "../../support/scan_samples.ts";

Deno.test("tryRuleAt() finds the named group and where it stands", () => {
  const text = `${ASSIGNED_VALUE} token = "${ASSIGNED_VALUE}"`;
  const { rule } = plainLiteral(assignedRule);
  const match = tryRuleAt(text, text.indexOf("token"), rule, plenty());
  assert.deepEqual(match, { value: ASSIGNED_VALUE, start: 26, end: 42 });
});

Deno.test("tryRuleAt() tries that one place only", () => {
  const { rule } = plainLiteral(vendorRule);
  assert.equal(tryRuleAt(` ${VENDOR_TOKEN}`, 0, rule, plenty()), undefined);
  assert.equal(tryRuleAt(VENDOR_TOKEN, -1, rule, plenty()), undefined);
  assert.equal(tryRuleAt(`x${VENDOR_TOKEN}`, 1, rule, plenty()), undefined);
});

Deno.test("tryRuleAt() asks the check, and what it refuses costs effort", () => {
  const { rule } = plainLiteral(vendorRule);
  const effort = plenty();
  const before = effort.left;
  assert.equal(tryRuleAt(`${VENDOR_TOKEN.slice(0, -5)}00000`, 0, rule, effort), undefined);
  assert.ok(effort.left < before);
});

Deno.test("searchWindow() finds all matches in a window and nothing outside", () => {
  const { rule } = plainLiteral(middleRule);
  const text = `${MIDDLE_TOKEN} ${MIDDLE_TOKEN} ${MIDDLE_TOKEN}`;
  const to = 2 * MIDDLE_TOKEN.length + 1;
  assert.deepEqual(searchWindow(text, 0, to, rule, plenty()).map(({ start }) => start), [0, 21]);
  assert.deepEqual(searchWindow(text, 5, to, rule, plenty()).map(({ start }) => start), [21]);
});
