import assert from "node:assert/strict";
import { openWindows } from "../../../lib/scan/windows/open_windows.ts";
import {
  keeper,
  MIDDLE_TOKEN,
  middleRule,
  plainLiteral,
  plenty,
} from "../../support/scan_samples.ts";
import { toEnd } from "../../support/to_end.ts";

Deno.test("openWindows() searches windows that overlap once and tells every match once", () => {
  const text = `${MIDDLE_TOKEN} ${MIDDLE_TOKEN}${" ".repeat(500)}${MIDDLE_TOKEN}`;
  const report = keeper();
  const { rule } = plainLiteral(middleRule);
  const windows = openWindows(text, plenty(), report);
  for (let at = text.indexOf("MidL"); at >= 0; at = text.indexOf("MidL", at + 1)) {
    windows.open(rule, at);
  }
  toEnd(windows.close());
  assert.deepEqual(report.seen.map(({ start }) => start), [0, 21, 541]);
});

Deno.test("openWindows() does not look beyond the window that the rule asks for", () => {
  const report = keeper();
  const { rule } = plainLiteral(middleRule);
  const text = `${" ".repeat(100)}${MIDDLE_TOKEN}`;
  const windows = openWindows(text, plenty(), report);
  windows.open(rule, 0);
  toEnd(windows.close());
  assert.deepEqual(report.seen, []);
});

Deno.test("openWindows() searches a long row of keywords in pieces, and loses nothing at their borders", () => {
  const report = keeper();
  const { rule } = plainLiteral(middleRule);
  const filler = "MidL ";
  const text = `${filler.repeat(2000)}${MIDDLE_TOKEN} ${filler.repeat(2000)}${MIDDLE_TOKEN}`;
  const windows = openWindows(text, plenty(), report);
  for (let at = text.indexOf("MidL"); at >= 0; at = text.indexOf("MidL", at + 1)) {
    windows.open(rule, at);
  }
  // All but the last piece were searched on the way.
  assert.deepEqual([...new Set(report.seen.map(({ start }) => start))], [10_000]);
  toEnd(windows.close());
  assert.deepEqual([...new Set(report.seen.map(({ start }) => start))], [10_000, 20_021]);
});
