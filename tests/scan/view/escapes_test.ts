import assert from "node:assert/strict";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { ESCAPE_LOOK_AHEAD, escapes } from "../../../lib/scan/view/escapes.ts";
import { asText, utf8 } from "../../support/scan_samples.ts";

function decoded(text: string, step = text.length): { text: string; kinds: readonly string[] } {
  const sink = new ByteSink();
  const kinds = new Set<string>();
  for (let from = 0; from < text.length; from += step) {
    const to = Math.min(text.length, from + step);
    const piece = text.slice(from, to + ESCAPE_LOOK_AHEAD);
    for (const kind of escapes(asText(text).bytes, piece, from, to, sink)) kinds.add(kind);
  }
  return { text: sink.take().text, kinds: [...kinds] };
}

Deno.test("escapes() undoes all kinds in one, and says which", () => {
  const { text, kinds } = decoded("key%5Fa \\u005fb &#95;c \\x5Fd");
  assert.ok(text.includes("key_a _b _c _d"));
  assert.deepEqual(kinds, ["percent", "escaped", "HTML entities"]);
});

Deno.test("escapes() writes code points in UTF-8 and bytes as they are", () => {
  assert.ok(decoded("a\\u0041\\u00e9%e9").text.startsWith(`aA${utf8("\u00e9")}\xe9`));
});

Deno.test("escapes() leaves text without telling escapes alone", () => {
  const typography =
    "it\\u2019s a \\u201cquoted\\u201d \\u4e2d\\u6587 text, 100% of it & more \\n\\t";
  assert.deepEqual(decoded(typography), { text: "", kinds: [] });
});

Deno.test("escapes() looks at hidden characters beside digits", () => {
  assert.ok(decoded("tok1\\u200bab2cd3").text.includes(`tok1${utf8("\u200b")}ab2cd3`));
});

Deno.test("escapes() finds every escape however the text is cut into pieces", () => {
  const text = `${"word ".repeat(300)}key%5Fa${" word".repeat(300)} b%5Fc`;
  assert.ok(decoded(text, 100).text.includes("key_a"));
  assert.ok(decoded(text, 100).text.includes("b_c"));
});

Deno.test("escapes() knows every kind of escape by its beginning", () => {
  const written = ["%5f", "%5F", "%u005f", "%U005F", "&#95;", "&#x5f;", "&#X5F;", "&lowbar;"]
    .concat(["&LOWBAR;", "\\x5f", "\\u005f", "\\u{5f}", "\\U0000005f", "\\137", "\\\\u005f"]);
  for (const escape of written) {
    assert.ok(decoded(`key${escape}a`).text.startsWith("key_a"), escape);
  }
  assert.ok(decoded("key\\055a").text.startsWith("key-a"));
});
