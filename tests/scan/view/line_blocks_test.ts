import assert from "node:assert/strict";
import { lineBlocks } from "../../../lib/scan/view/line_blocks.ts";
import { asText } from "../../support/scan_samples.ts";

function blocks(text: string): string[] {
  const { bytes } = asText(text);
  const found: string[] = [];
  lineBlocks(bytes, 0, bytes.length, (start, end) => found.push(text.slice(start, end)));
  return found;
}

const a = "K".repeat(40), b = "L".repeat(40), short = "M".repeat(20);
const wide = ["N", "O", "P", "Q"].map((letter) => letter.repeat(64));

Deno.test("lineBlocks() gives a line that has others of another length before and behind it", () => {
  assert.deepEqual(blocks(`1\n${a}\nend`), [a, `${a}\nend`]);
  assert.deepEqual(blocks(`1\n${a}\n\nend`), [a, `${a}\n\nend`]);
  assert.deepEqual(blocks(`${short}\n${a}`), [short, a]);
});

Deno.test("lineBlocks() gives nothing of one line or of lines that are wrapped", () => {
  assert.deepEqual(blocks(a), []);
  assert.deepEqual(blocks(`${a}\r\n`), []);
  assert.deepEqual(blocks(`\n${a}\\n`), []);
  assert.deepEqual(blocks(wide.slice(0, 1).join("\n")), []);
  assert.deepEqual(blocks(`${wide.join("\n")}\n`).slice(2), []);
});

Deno.test("lineBlocks() gives wrapped lines as one, with and without what is shorter behind them", () => {
  const [one = "", other = ""] = wide;
  const all = wide.join("\n");
  assert.deepEqual(blocks(`1\n${all}\nend`), [one, other, all, `${all}\nend`]);
});

Deno.test("lineBlocks() gives each of lines that no encoder has wrapped", () => {
  const third = "R".repeat(40);
  assert.deepEqual(blocks(`${a}\n${b}\n${third}`), [a, b, third]);
});

Deno.test("lineBlocks() knows line ends that are written out, carriage returns and indents", () => {
  for (const end of ["\n", "\r\n", "\r", "\\n", "\\r\\n", "\n    "]) {
    assert.deepEqual(blocks(`1${end}${a}${end}end`)[0], a, JSON.stringify(end));
  }
  assert.deepEqual(blocks(`1\n${a.slice(1)}\\/\nend`)[0], `${a.slice(1)}\\/`);
});

Deno.test("lineBlocks() gives no more than five times what there is, however the lines are", () => {
  for (const width of [16, 17, 40, 64]) {
    const lines = Array.from({ length: 200 }, (_, i) => "S".repeat(width - (i % 2)));
    const text = `x\n${lines.join("\n")}\n${"T".repeat(width)}\n${"T".repeat(width)}\nend`;
    const given = blocks(text).reduce((sum, block) => sum + block.length, 0);
    assert.ok(given <= 5 * text.length, `${width}: ${given}`);
  }
});

Deno.test("lineBlocks() gives both ends of a long block, and the last with what is shorter behind it", () => {
  const long = Array.from({ length: 300 }, () => wide[0]).join("\n");
  const given = blocks(`1\n${long}\nend`).slice(2);
  assert.deepEqual(given, [long.slice(0, 4096), long.slice(-4096), `${long.slice(-4096)}\nend`]);
});

Deno.test("lineBlocks() gives no lines of hex, which are no base64", () => {
  assert.deepEqual(blocks(["0a", "1b", "2c"].map((pair) => pair.repeat(20)).join("\n")), []);
});
