/** What a code point is taken for: an ASCII code, or `STRIP` for what is not seen at all. */
export const STRIP = 0;

let table: ReadonlyMap<number, number> | undefined;

/**
 * Code points beyond ASCII that can stand for an ASCII character in a token: compatibility forms (what
 * NFKC turns into one ASCII character), look-alikes in other scripts, and those that do not show
 * (format, zero-width, tag and variation characters, combining marks). Made at first use.
 */
export function unicodeTable(): ReadonlyMap<number, number> {
  table ??= build();
  return table;
}

let untagged: ReadonlyMap<number, number> | undefined;

/** The same, but that tag characters are nothing: who only puts them between letters means no letter. */
export function untaggedTable(): ReadonlyMap<number, number> {
  return untagged ??= new Map(
    [...unicodeTable()].map(([code, plain]) => [code, isTag(code) ? STRIP : plain]),
  );
}

/** The tag characters of ASCII (Unicode, block Tags). */
export function isTag(code: number): boolean {
  return code >= 0xe0020 && code < 0xe007f;
}

function build(): ReadonlyMap<number, number> {
  const map = new Map<number, number>();
  for (const [first, last] of COMPATIBLE) {
    for (let code = first; code <= last; code++) {
      const plain = String.fromCodePoint(code).normalize("NFKC");
      const ascii = plain.length === 1 ? plain.charCodeAt(0) : 0;
      if (ascii > 0x20 && ascii < 0x7f) map.set(code, ascii);
    }
  }
  for (const [ascii, alike] of LOOK_ALIKES) {
    for (const char of alike) map.set(char.codePointAt(0) ?? 0, ascii.charCodeAt(0));
  }
  for (const [first, last] of UNSEEN) {
    for (let code = first; code <= last; code++) map.set(code, STRIP);
  }
  // A tag character is its ASCII character, unseen: a token written in tags is the token.
  for (let code = 0x20; code < 0x7f; code++) map.set(0xe0000 + code, code);
  return map;
}

/** Blocks with compatibility forms of ASCII (Unicode, DerivedNormalizationProps). */
const COMPATIBLE: readonly (readonly [number, number])[] = [
  [0x00aa, 0x00ba],
  [0x02b0, 0x02e4],
  [0x1d2c, 0x1d6a],
  [0x2024, 0x2024],
  [0x2070, 0x209c],
  [0x2100, 0x214f],
  [0x2160, 0x217f],
  [0x2460, 0x24ff],
  [0x2c7c, 0x2c7d],
  [0xfe30, 0xfe6b],
  [0xff01, 0xff5e],
  [0x1d400, 0x1d7ff],
  [0x1f100, 0x1f16b],
  [0x1fbf0, 0x1fbf9],
];

/** Characters that do not show, or only on the one before them. */
const UNSEEN: readonly (readonly [number, number])[] = [
  [0x00ad, 0x00ad],
  [0x0300, 0x036f],
  [0x034f, 0x034f],
  [0x061c, 0x061c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x20d0, 0x20ff],
  [0x2800, 0x2800],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1d173, 0x1d17a],
  [0xe0001, 0xe001f],
  [0xe007f, 0xe01ef],
];

/** Letters of other scripts that look like an ASCII one (Unicode UTS 39, confusables, the common ones). */
const LOOK_ALIKES: readonly (readonly [string, string])[] = [
  ["a", "аαɑ"],
  ["b", "ЬƄᏏ"],
  ["c", "сϲᴄ"],
  ["d", "ԁᏧ"],
  ["e", "еҽ"],
  ["g", "ɡց"],
  ["h", "һհ"],
  ["i", "іıɩι"],
  ["j", "јϳ"],
  ["k", "κк"],
  ["l", "ӏǀ"],
  ["n", "ոп"],
  ["o", "оοσօ"],
  ["p", "рρ"],
  ["q", "ԛզ"],
  ["r", "гᴦ"],
  ["s", "ѕꜱ"],
  ["t", "тτ"],
  ["u", "υսᴜ"],
  ["v", "ѵνᴠ"],
  ["w", "ԝѡᴡ"],
  ["x", "хχ"],
  ["y", "уγү"],
  ["z", "ᴢ"],
  ["A", "АΑᎪ"],
  ["B", "ВΒᏴ"],
  ["C", "СϹᏟ"],
  ["D", "Ꭰ"],
  ["E", "ЕΕᎬ"],
  ["F", "Ϝ"],
  ["G", "ԌᏀ"],
  ["H", "НΗᎻ"],
  ["I", "ІΙӀ"],
  ["J", "ЈᎫ"],
  ["K", "КΚᏦ"],
  ["L", "Ꮮ"],
  ["M", "МΜᎷ"],
  ["N", "Ν"],
  ["O", "ОΟՕ"],
  ["P", "РΡᏢ"],
  ["Q", "Ԛ"],
  ["R", "Ꭱ"],
  ["S", "ЅᏚ"],
  ["T", "ТΤᎢ"],
  ["U", "Ս"],
  ["V", "ѴᏙ"],
  ["W", "ԜᎳ"],
  ["X", "ХΧ"],
  ["Y", "ҮΥ"],
  ["Z", "ΖᏃ"],
  ["-", "‐‑‒–—−﹘ー"],
  ["_", "ˍ‗＿"],
  [".", "․。·"],
  ["/", "⁄∕⧸"],
  [":", "ː∶꞉"],
  ["=", "＝═"],
];
