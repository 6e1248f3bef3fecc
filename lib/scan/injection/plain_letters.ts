import { Buffer } from "node:buffer";
import { STRIP, unicodeTable } from "../view/unicode_table.ts";

/** A stretch of text beyond ASCII, read as a person would. */
export interface PlainLetters {
  /** The text as it is meant: compatibility forms undone, without what does not show. */
  readonly text: string;
  /** The same in ASCII: without accents, look-alikes replaced, other scripts as a blank. */
  readonly ascii: string;
  /** Where in `ascii` something was left out or replaced that only hides: offsets, in order. */
  readonly hidden: readonly number[];
  /** What stood in tag characters, which no one sees; the letters of flags are none. */
  readonly tags: string;
}

/** Reads UTF-8 bytes; broken ones become replacement characters. */
export function plainLetters(bytes: Uint8Array): PlainLetters {
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("utf8");
  const tags = tagText(raw);
  const shown = raw.normalize("NFKC");
  const text = shown.replace(UNSEEN, "");
  const plain = withoutMarks(shown);
  if (!DISGUISED.test(plain)) {
    return { text, ascii: plain.replace(UNSEEN, "").replace(OTHER_SCRIPTS, " "), hidden: [], tags };
  }
  return { text, ...undisguised(plain), tags };
}

/** Accented letters without their accents, and letters that are others with a stroke as those. */
function withoutMarks(text: string): string {
  return text.normalize("NFKD").replace(MARKS, "").replace(LETTER, (char) => LETTERS[char] ?? char);
}

function undisguised(plain: string): { ascii: string; hidden: readonly number[] } {
  const table = unicodeTable();
  const hidden: number[] = [];
  let ascii = "";
  for (const word of plain.match(WORDS) ?? []) {
    if (!DISGUISED.test(word)) {
      ascii += word.replace(UNSEEN, "").replace(OTHER_SCRIPTS, " ");
      continue;
    }
    for (const char of word) {
      const code = char.codePointAt(0) ?? 0;
      const alike = code < 0x80 ? code : table.get(code);
      if (code >= 0x80 && alike !== undefined) hidden.push(ascii.length);
      if (alike !== STRIP) ascii += alike === undefined ? " " : String.fromCharCode(alike);
    }
  }
  return { ascii, hidden };
}

/** Words with whatever is stuck to them, or what stands between words. */
const WORDS = /\S{1,200}|\s{1,200}/gu;
const MARKS = /[\u0300-\u036f]/g;
const OTHER_SCRIPTS = /[\u0080-\u{10ffff}]{1,64}/gu;
const UNSEEN =
  /[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]|[\u{e0000}-\u{e01ef}]/gu;

/** Beside or between ASCII letters: what does not show, and letters of scripts whose letters look alike. */
const DISGUISED =
  /[a-z](?:[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufe00-\ufe0f\ufeff]|[\u{e0000}-\u{e01ef}]){1,64}[a-z]|[a-z][\u0250-\u02af\u0370-\u058f\u13a0-\u13ff\u1d00-\u1d7f\ua640-\ua69f]|[\u0250-\u02af\u0370-\u058f\u13a0-\u13ff\u1d00-\u1d7f\ua640-\ua69f][a-z]/iu;

/** Letters that are no other letter with a mark on it, and typographic quotes. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ı: "i",
  "\u2018": "'",
  "\u2019": "'",
  "\u201c": '"',
  "\u201d": '"',
};
const LETTER = /[ßæœøØłŁđĐı\u2018\u2019\u201c\u201d]/g;

function tagText(raw: string): string {
  if (!TAG.test(raw)) return "";
  const tags = raw.replace(FLAG, "").match(TAGS) ?? [];
  return tags.map((char) => String.fromCharCode((char.codePointAt(0) ?? 0) - 0xe0000)).join("");
}

const TAG = /[\u{e0020}-\u{e007e}]/u;
const TAGS = /[\u{e0020}-\u{e007e}]/gu;
/** A black flag with the letters of a region in tags (Unicode emoji tag sequence). */
const FLAG = /\u{1f3f4}[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]{1,8}\u{e007f}/gu;
