import { reduceText } from "../walk/reduce_text.ts";

/**
 * For a known secret's reduced text: at which offsets a stretch of `length` letters and digits begins
 * that looks drawn by a machine, and so gives the secret away by itself. What many values share does
 * not: a vendor's prefix, the header of a JSON Web Token, the armour and first bytes of a key in PEM, the
 * scheme and host of an address.
 */
export function randomWindows(value: string, length: number): readonly boolean[] {
  const reduced = reduceText(value);
  const { from, to } = ownPart(value);
  const first = reduceText(value.slice(0, from)).length;
  const last = reduceText(value.slice(0, to)).length;
  const plain = value.replace(/[^A-Za-z0-9]/g, "");
  const pieces: string[] = [];
  for (let start = 0; start + length <= reduced.length; start++) {
    const inside = start >= first && start + length <= last;
    pieces.push(inside ? plain.slice(start, start + length) : "");
  }
  const own = pieces.filter((piece) => piece !== "");
  const random = own.filter(looksRandom);
  // Of a value drawn by a machine some pieces look like a word or a number by chance, and are none.
  const isDrawn = ONE_WORD.test(value) && random.length >= own.length * DRAWN;
  return pieces.map((piece) => piece !== "" && (isDrawn ? isVaried(piece) : looksRandom(piece)));
}

/** No key's file and no connection string: most of these is random, and the rest stands in many texts. */
const ONE_WORD = /^[^\s"';,]{1,128}$/;

/** The share of pieces that look random from which on the value is taken for random as a whole. */
const DRAWN = 0.8;

/** Two digits among letters, or case that changes as it does in no word. */
function looksRandom(text: string): boolean {
  const digits = text.replace(/\D/g, "").length;
  if (!isVaried(text)) return false;
  if (digits >= 2 && digits < text.length) return true;
  return (text.match(/[a-z][A-Z]|[A-Z]{2}[a-z]/g) ?? []).length >= 3;
}

function isVaried(text: string): boolean {
  return new Set(text).size >= 6;
}

function ownPart(value: string): { from: number; to: number } {
  const userinfo = /^[a-z][a-z0-9+.-]{1,20}:\/\/[^/@:]{0,200}:/i.exec(value);
  if (userinfo !== null) {
    const at = value.lastIndexOf("@");
    return { from: userinfo[0].length, to: at < 0 ? value.length : at };
  }
  const shared = SHARED_BEGINNINGS.map((pattern) => pattern.exec(value)?.[0].length ?? 0);
  return { from: Math.max(...shared), to: value.length };
}

/** The first bytes of a key in DER say which algorithm it is for: the same in all keys of a kind. */
const SHARED_BEGINNINGS = [
  /^(?:[A-Za-z]{2,10}\d{0,3}[-_.:]){1,3}/,
  /^eyJ[^.]{1,400}\./,
  /^-----BEGIN [A-Z ]{1,40}-----\s{0,4}[A-Za-z0-9+/]{0,72}/,
];
