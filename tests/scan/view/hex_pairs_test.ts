import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { hexPairs } from "../../../lib/scan/view/hex_pairs.ts";
import { asText } from "../../support/scan_samples.ts";

const TEXT = "some text, 12 bytes and more";
const pairs = [...Buffer.from(TEXT)].map((byte) => byte.toString(16));

function decoded(text: string): string {
  const sink = new ByteSink();
  hexPairs(asText(text).bytes, 0, text.length, sink);
  return sink.take().text;
}

const written: Readonly<Record<string, string>> = {
  colons: pairs.join(":"),
  blanks: pairs.join(" "),
  "upper case": pairs.join("-").toUpperCase(),
  "0x": pairs.map((pair) => `0x${pair}`).join(", "),
  "\\x": pairs.map((pair) => `\\x${pair}`).join(""),
  "groups of a dump": pairs.join("").replace(/.{4}/g, "$& "),
  lines: pairs.join(" ").replace(/.{24}/g, "$&\n"),
};

for (const [how, text] of Object.entries(written)) {
  Deno.test(`hexPairs() decodes pairs with ${how}`, () => {
    assert.ok(decoded(`(${text})`).includes(TEXT), text);
  });
}

Deno.test("hexPairs() puts nothing together over an odd group", () => {
  const text = `${pairs.slice(0, 8).join(":")}:123:${pairs.slice(8).join(":")}`;
  assert.ok(!decoded(text).includes(TEXT.slice(0, 12)));
});

Deno.test("hexPairs() makes no text of numbers, rules and blanks", () => {
  assert.equal(
    decoded(`${"-".repeat(80)} ${" ".repeat(80)} 123, 4567, 8, 90123, ${"1 ".repeat(40)}`),
    "",
  );
});

Deno.test("hexPairs() decodes one long group too, unless a digit is left over", () => {
  const long = pairs.concat(pairs, pairs).join("");
  assert.ok(decoded(`(${long})`).includes(TEXT));
  assert.equal(decoded(`(${long}a)`), "");
});
