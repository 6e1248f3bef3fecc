import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../lib/limits.ts";
import { baseRuns } from "../../../lib/scan/view/base_runs.ts";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { asText } from "../../support/scan_samples.ts";

function views(text: string, pieces = [text.length]): Record<"base64" | "hex" | "base32", string> {
  const sinks = { base64: new ByteSink(), hex: new ByteSink(), base32: new ByteSink() };
  let from = 0;
  for (const to of pieces) from = baseRuns(asText(text).bytes, from, to, sinks);
  return {
    base64: sinks.base64.take().text,
    hex: sinks.hex.take().text,
    base32: sinks.base32.take().text,
  };
}

const TEXT = "Some text that is long enough, with Capitals and 12345.";
const base64 = Buffer.from(TEXT).toString("base64");
const wrapped: Readonly<Record<string, string>> = {
  "in one piece": base64,
  "without padding": base64.replace(/=+$/, ""),
  "in lines": base64.replace(/.{20}/g, "$&\n"),
  "in lines with CR": base64.replace(/.{24}/g, "$&\r\n"),
  "in lines of JSON": base64.replace(/.{10}/g, "$&\\n"),
  "in indented lines": base64.replace(/.{24}/g, "$&\n    "),
  "with escaped slashes": base64.replace(/\//g, "\\/"),
};

for (const [how, text] of Object.entries(wrapped)) {
  Deno.test(`baseRuns() decodes base64 ${how}`, () => {
    assert.ok(views(`data: "${text}", more`).base64.includes(TEXT));
  });
}

Deno.test("baseRuns() decodes hex of either case, also behind a stray digit", () => {
  const hex = Buffer.from(TEXT).toString("hex");
  for (const text of [hex, hex.toUpperCase(), `f${hex}`, `0x${hex}`]) {
    assert.ok(views(` ${text} `).hex.includes(TEXT), text);
  }
});

Deno.test("baseRuns() decodes nothing of hashes and words", () => {
  const text =
    "commit 3f786850e387550fdab836ed7e6dc881de23001b getElementsByTagName lib/scan/engine";
  assert.deepEqual(views(text), { base64: "", hex: "", base32: "" });
});

Deno.test("baseRuns() decodes a run that reaches beyond its piece once", () => {
  const text = `xx ${base64} yy`;
  const found = views(text, [10, 20, text.length]).base64;
  assert.equal(found.split(TEXT).length, 2);
});

Deno.test("baseRuns() loses nothing where a run is longer than the stated longest", () => {
  const piece = 1000;
  const border = (piece + limits.scanRunBytes) * 3 / 4;
  const noise = Buffer.from(
    Uint8Array.from({ length: border - (border % 3) - 24 }, (_, i) => (i * 7) | 0x80),
  );
  const text = Buffer.concat([noise, Buffer.from(TEXT), noise]).toString("base64");
  assert.ok(views(text, [piece, text.length]).base64.includes(TEXT));
});

Deno.test("baseRuns() decodes no run of one character over and over", () => {
  const sinks = { base64: new ByteSink(), hex: new ByteSink(), base32: new ByteSink() };
  for (const char of "xA7a") {
    const bytes = new TextEncoder().encode(char.repeat(1000));
    baseRuns(bytes, 0, bytes.length, sinks);
  }
  assert.deepEqual(Object.values(sinks).map(({ length }) => length), [0, 0, 0]);
});

Deno.test("baseRuns() decodes what is encoded on lines of its own without what stands in others", () => {
  // A multiple of three bytes and capitals behind it: the letters behind decode to text as well.
  const text = TEXT.slice(0, 54);
  const encoded = Buffer.from(text).toString("base64");
  const inLines = encoded.replace(/.{24}/g, "$&\n");
  for (const [before, after] of [["x=1\n", "\nend"], ["", "\nbGV0dGVycw"], ["NAME\n", "\nend"]]) {
    for (const written of [encoded, inLines, `${encoded}\n${encoded}`]) {
      const { base64 } = views(`${before}${written}${after}`);
      assert.match(base64, new RegExp(`(^|\\n)${text.replaceAll(".", "\\.")}\\n`), written);
    }
  }
});
