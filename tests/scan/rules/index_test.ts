import assert from "node:assert/strict";
import type { Rule } from "../../../lib/scan/rule.ts";
import { rules } from "../../../lib/scan/rules/index.ts";
import { unsafeQuantifier } from "../../support/unsafe_quantifier.ts";

const WINDOW_BEFORE = 64;
const WINDOW_AFTER = 512;
const HOSTILE_BYTES = 64 * 1024;
/** Milliseconds for 64 KiB of one seed: three times the aim; the best of a few runs, since the machine may be busy. */
const HOSTILE_MS = 75;
const ATTEMPTS = 12;

/** The text round the keywords of a rule: windows that touch are one. */
function windows(rule: Rule, text: string): readonly string[] {
  const fold = (some: string): string => rule.exactCase === true ? some : some.toLowerCase();
  const folded = fold(text);
  const places: number[] = [];
  for (const keyword of rule.keywords.map(fold)) {
    for (let at = folded.indexOf(keyword); at >= 0; at = folded.indexOf(keyword, at + 1)) {
      places.push(at);
    }
  }
  const merged: { from: number; to: number }[] = [];
  if (rule.keywords.length > 1) places.sort((a, b) => a - b);
  for (const at of places) {
    const from = Math.max(0, at - (rule.before ?? WINDOW_BEFORE));
    const to = at + (rule.after ?? WINDOW_AFTER);
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = to;
    else merged.push({ from, to });
  }
  return merged.map(({ from, to }) => text.slice(from, to));
}

/** What a rule alone finds, as the engine does: what fails its check may hide a match within. */
function findings(rule: Rule, text: string): readonly string[] {
  const found: string[] = [];
  for (const window of windows(rule, text)) {
    for (let at = 0; at <= window.length;) {
      rule.pattern.lastIndex = at;
      const match = rule.pattern.exec(window);
      if (match === null) break;
      const value = match.groups?.value ?? match[0];
      const passes = rule.check?.(value, match) ?? true;
      if (passes) found.push(value);
      at = passes ? Math.max(rule.pattern.lastIndex, match.index + 1) : match.index + 1;
    }
  }
  rule.pattern.lastIndex = 0;
  return found;
}

/** Runs of one thing with a keyword in the middle, as long as its window: a pattern goes as far as that lets it. */
function hostileRuns(rule: Rule): readonly string[] {
  const fillers = [
    "a",
    "A",
    "0",
    " ",
    '"',
    "-",
    "_",
    ".",
    "/",
    "=",
    "aA0",
    "a-",
    "0.",
    "key=",
    "\\\\n",
    "\n",
  ];
  const reach = Math.max(rule.before ?? WINDOW_BEFORE, rule.after ?? WINDOW_AFTER);
  return fillers.map((filler) => {
    const half = repeated(filler, reach);
    return half + rule.keywords[0] + half;
  });
}

/** Keywords as close to each other as can be: a pattern begins as often as can be, and all is one window. */
function hostileKeywords(rule: Rule): readonly string[] {
  const [keyword = ""] = rule.keywords;
  const last = rule.keywords.at(-1) ?? "";
  // A pattern goes on alike behind all of a row's keywords: of the last one two texts are enough.
  const pieces = [
    rule.examples.match[0]?.slice(0, 60) ?? "",
    keyword,
    `${keyword}="`,
    `${keyword}=`,
    `${keyword} `,
    `${keyword}: ${"a1".repeat(20)}!`,
    ...["a", "0", " ", "-", "Aa0_"].map((filler) => keyword + repeated(filler, 200)),
    `${last}="`,
    last + repeated("Aa0_", 200),
  ];
  return [...new Set(pieces)].map((piece) => repeated(piece, HOSTILE_BYTES));
}

function repeated(piece: string, length: number): string {
  return piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
}

/** Milliseconds that the fastest of a few runs takes, fewer runs if one is fast enough. */
function fastest(run: () => void): number {
  let best = Infinity;
  for (let attempt = 0; attempt < ATTEMPTS && best >= HOSTILE_MS; attempt++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

Deno.test("rules() are many, and each has an id of its own in kebab case", () => {
  assert.ok(rules.length >= 260, `only ${rules.length} rows`);
  const ids = rules.map((rule) => rule.id);
  assert.deepEqual(ids.filter((id, at) => ids.indexOf(id) !== at), []);
  assert.deepEqual(ids.filter((id) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)), []);
});

Deno.test("rules() are in words, with examples of what matches and of what does not", () => {
  for (const rule of rules) {
    assert.ok(rule.kind.length >= 5 && !rule.kind.endsWith("."), rule.id);
    assert.ok(rule.examples.match.length > 0, `${rule.id} has no example`);
    assert.ok(rule.examples.miss.length > 0, `${rule.id} has no counter-example`);
  }
});

Deno.test("rules() have keywords of three characters and more", () => {
  for (const rule of rules) {
    assert.ok(rule.keywords.length > 0, rule.id);
    for (const keyword of rule.keywords) assert.ok(keyword.length >= 3, `${rule.id}: ${keyword}`);
  }
});

Deno.test("rules() find each of their own examples in the window round a keyword", () => {
  for (const rule of rules) {
    for (const text of rule.examples.match) {
      assert.ok(findings(rule, text).length > 0, `${rule.id} does not find ${text.slice(0, 120)}`);
    }
  }
});

Deno.test("rules() find their examples in the middle of other text", () => {
  for (const rule of rules) {
    for (const text of rule.examples.match) {
      const inside = `${"lorem ipsum ".repeat(40)}\n${text}\n${"dolor sit amet ".repeat(40)}`;
      assert.ok(
        findings(rule, inside).length > 0,
        `${rule.id} does not find ${text.slice(0, 120)}`,
      );
    }
  }
});

Deno.test("rules() find none of their counter-examples", () => {
  for (const rule of rules) {
    for (const text of rule.examples.miss) {
      assert.deepEqual(
        findings(rule, text),
        [],
        `${rule.id} finds something in ${text.slice(0, 120)}`,
      );
    }
  }
});

Deno.test("rules() take a placeholder of the right length for none", () => {
  for (const rule of rules) {
    if (rule.shape !== "structured" || rule.id === "aws-bedrock-short-lived-key") continue;
    for (const text of rule.examples.match) {
      const [value] = findings(rule, text);
      if (value === undefined) continue;
      const keyword = rule.keywords.find((some) => value.startsWith(some)) ?? "";
      if (keyword === "") continue;
      const masked = keyword + value.slice(keyword.length).replace(/[A-Za-z0-9]/g, "x");
      assert.deepEqual(findings(rule, text.replace(value, masked)), [], `${rule.id}: ${masked}`);
    }
  }
});

Deno.test("rules() search globally with bounded quantifiers, none of them nested", () => {
  for (const rule of rules) {
    assert.match(rule.pattern.flags, /^gi?$/, rule.id);
    assert.equal(unsafeQuantifier(rule.pattern.source), undefined, rule.id);
  }
});

Deno.test("rules() get through 64 KiB of keywords, and through a window of each hostile run, in time", () => {
  for (const rule of rules) {
    for (const seed of [...hostileKeywords(rule), ...hostileRuns(rule)]) {
      const took = fastest(() => findings(rule, seed));
      assert.ok(took < HOSTILE_MS, `${rule.id}: ${took.toFixed(1)} ms on ${seed.slice(0, 60)}`);
    }
  }
});
