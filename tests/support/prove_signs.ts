import assert from "node:assert/strict";
import { compileSigns } from "../../lib/scan/injection/compile_signs.ts";
import type { Sign } from "../../lib/scan/injection/sign.ts";
import { signScan } from "../../lib/scan/injection/sign_scan.ts";
import { GAP } from "../../lib/scan/injection/words.ts";
import { unsafeQuantifier } from "./unsafe_quantifier.ts";

const HOSTILE_BYTES = 64 * 1024;
/** Milliseconds for 64 KiB of one seed: three times the aim; the best of a few runs, since the machine may be busy. */
const HOSTILE_MS = 75;
const ATTEMPTS = 12;

/** Holds each row to what `Sign` promises: it shows in its examples, in no counter-example, and never stalls. */
export function proveSigns(rows: readonly Sign[]): void {
  for (const row of rows) {
    assert.match(row.id, /^[a-z]+(?:-[a-z]+)*$/);
    assert.ok(row.kind.length >= 5 && !row.kind.endsWith("."), row.id);
    assert.ok(row.examples.match.length > 0 && row.examples.miss.length > 0, row.id);
    assert.match(row.pattern.flags, /^iy$/, row.id);
    // A gap holds no letters and a word nothing else, so there is one way to part a text into them.
    assert.equal(unsafeQuantifier(row.pattern.source.replaceAll(GAP, " ")), undefined, row.id);
    const compiled = compileSigns([row]);
    const shows = (text: string): boolean => seen(compiled, text) > 0;
    for (const text of row.examples.match) {
      assert.ok(shows(text), `${row.id} does not show in: ${text}`);
      const inside = `${"lorem ipsum ".repeat(40)}\n\n${text}\n\n${"dolor sit amet ".repeat(40)}`;
      assert.ok(shows(inside), `${row.id} does not show inside of other text: ${text}`);
    }
    for (const text of row.examples.miss) assert.ok(!shows(text), `${row.id} shows in: ${text}`);
    for (const text of hostileTexts(row)) {
      const took = fastest(() => seen(compiled, text));
      assert.ok(took < HOSTILE_MS, `${row.id}: ${took.toFixed(1)} ms on ${text.slice(0, 60)}`);
    }
  }
}

function seen(compiled: ReturnType<typeof compileSigns>, text: string): number {
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  const scan = signScan(compiled, { text, bytes });
  for (const _ of scan.advance(0, text.length));
  return scan.seen.length;
}

/** Keywords in rows, alone and with what a pattern goes on with, so that it goes as far as it can. */
function hostileTexts(row: Sign): readonly string[] {
  const [first = ""] = row.keywords;
  const last = row.keywords.at(-1) ?? "";
  const near = /\S+$/.exec(row.examples.match[0] ?? "")?.[0] ?? "";
  const words = ["the ", "all ", "previous ", "your ", "you ", "and ", "a "];
  const pieces = [
    `${first} `,
    `${last} `,
    `${first} ${near} `,
    ...words.map((word) => `${first} ${word.repeat(20)}${near} `),
    `${last} ${"the all any of your previous prior ".repeat(3)}${near} `,
    ...[" ", "\n", "a", "-", "\\n", "<", '"', "#"].map((sign) => first + sign.repeat(120) + near),
    `<${first} style="${"display ".repeat(8)}`,
    row.examples.match[0]?.slice(0, -1) ?? "",
  ];
  return pieces.map((piece) =>
    piece.repeat(Math.ceil(HOSTILE_BYTES / piece.length)).slice(0, HOSTILE_BYTES)
  );
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
