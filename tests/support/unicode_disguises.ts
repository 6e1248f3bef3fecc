import { Buffer } from "node:buffer";
import type { TextEncoding } from "./text_encodings.ts";

const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** Each printable ASCII character written by another code point, the others as they are. */
const byCode = (text: string, write: (code: number) => number): string =>
  utf8(text.replace(/[!-~]/g, (char) => String.fromCodePoint(write(char.charCodeAt(0)))));

/** A code point that does not show, between all letters and digits. */
const between = (text: string, unseen: string): string =>
  utf8(text.replace(/[A-Za-z0-9](?=[A-Za-z0-9])/g, `$&${unseen}`));

/** Letters that look like those of the first line, in Cyrillic and in Greek. */
const ASCII = "aceopxyABEHIKMOPTX";
const CYRILLIC = "асеорхуАВЕНІКМОРТХ";
const GREEK = "αϲеορχγΑΒΕΗΙΚΜΟΡΤΧ";

const alike = (text: string, letters: string): string =>
  utf8(text.replace(/[A-Za-z]/g, (char) => {
    const at = ASCII.indexOf(char);
    return at < 0 ? char : letters.charAt(at);
  }));

/** Ways of writing a text (ASCII) so that it is read as before and its bytes are others, by name. */
export const unicodeDisguises: Readonly<Record<string, TextEncoding>> = {
  "full-width letters": (text) => byCode(text, (code) => code + 0xfee0),
  "mathematical letters": (text) =>
    byCode(text, (code) => {
      if (code >= 0x41 && code <= 0x5a) return code - 0x41 + 0x1d670;
      if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 0x1d68a;
      return code >= 0x30 && code <= 0x39 ? code - 0x30 + 0x1d7f6 : code;
    }),
  "zero-width spaces": (text) => between(text, "\u200b"),
  "zero-width joiners": (text) => between(text, "\u200d"),
  "soft hyphens": (text) => between(text, "\u00ad"),
  "directional marks": (text) => between(text, "\u202e"),
  "variation selectors": (text) => between(text, "\ufe0f"),
  "combining marks": (text) => between(text, "\u0332"),
  "tag characters between": (text) => between(text, "\u{e0001}"),
  "tag characters": (text) => byCode(text, (code) => code + 0xe0000),
  "Cyrillic letters": (text) => alike(text, CYRILLIC),
  "Greek letters": (text) => alike(text, GREEK),
};
