import assert from "node:assert/strict";
import { ByteSink } from "../../../lib/scan/view/byte_sink.ts";
import { unicode } from "../../../lib/scan/view/unicode.ts";
import { asText, utf8 } from "../../support/scan_samples.ts";
import { toEnd } from "../../support/to_end.ts";

function shown(text: string): { text: string; changed: readonly number[] } {
  const sink = new ByteSink();
  const { bytes } = asText(utf8(text));
  const changed = toEnd(unicode(bytes, 0, bytes.length, sink));
  return { text: sink.take().text, changed };
}

const TOKEN = "ghp_Ab1Cd2Ef3Gh4Ij5";
const hidden: Readonly<Record<string, string>> = {
  "a zero-width space": `ghp_Ab1Cd2\u200bEf3Gh4Ij5`,
  "zero-width spaces everywhere": [...TOKEN].join("\u200b"),
  "full width": TOKEN.replace(/./g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0)),
  "look-alikes": TOKEN.replace("C", "\u0421").replace("p", "\u0440"),
  tags: TOKEN.replace(/./g, (char) => String.fromCodePoint(char.charCodeAt(0) + 0xe0000)),
  "tags between its letters": [...TOKEN].join("\u{e0041}"),
  "tags of blanks between its letters": [...TOKEN].join("\u{e0020}"),
  "tags for some of its letters": TOKEN.replace("C", "\u{e0043}"),
  "combining marks": TOKEN.replace("A", "A\u0301"),
  "mathematical letters": TOKEN.replace("A", "\u{1d400}"),
};

for (const [how, text] of Object.entries(hidden)) {
  Deno.test(`unicode() shows a token hidden by ${how}`, () => {
    const { text: view, changed } = shown(`the token is ${text}, see`);
    const at = view.indexOf(TOKEN);
    assert.ok(at >= 0, view);
    assert.ok(changed.some((offset) => offset >= at && offset <= at + TOKEN.length));
  });
}

Deno.test("unicode() looks at no ordinary text of any language", () => {
  const texts = [
    "Gr\u00fc\u00dfe \u2013 na\u00efve caf\u00e9\u2026 \u201cquoted\u201d",
    "\u041f\u0440\u043e\u0441\u0442\u043e\u0439 \u0442\u0435\u043a\u0441\u0442, 2024 \u0433\u043e\u0434",
    "\u4e2d\u6587\u6587\u672c 123",
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467} 1\ufe0f\u20e3",
  ];
  for (const text of texts) assert.equal(shown(text).text, "", text);
});

Deno.test("unicode() takes bytes that are no UTF-8 as they are", () => {
  const sink = new ByteSink();
  const { bytes } = asText("\xff\xe2\x80 \xc3( \xf0\x9f");
  assert.deepEqual(toEnd(unicode(bytes, 0, bytes.length, sink)), []);
});
