/**
 * A worthless credential for a row's examples, written as its shape: `dummy("ghp_<x36>")` is `ghp_` and
 * thirty-six letters and digits. Examples are made, never written out, so that no text in this
 * repository looks like a secret to somebody else's scanner. The same shape always gives the same text.
 *
 * Classes: `h` hex, `H` hex upper case, `d` digits, `a` `A` letters, `n` `N` letters of one case and
 * digits, `x` letters and digits, `w` base64url, `b` base64, `t` base32, `s` base58; `<u>` is a UUID.
 */
export function dummy(shape: string): string {
  let state = seedOf(shape);
  const pick = (letters: string): string => {
    // The numerical recipes' generator: its high bits are random enough for a text that must look so.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return letters.charAt((state >>> 8) % letters.length);
  };
  const run = (kind: string, length: number): string => {
    const letters = ALPHABETS[kind] ?? "";
    let text = "";
    for (let at = 0; at < length; at++) {
      // A shape's ends are letters or digits, as a word boundary in a pattern asks for.
      text += at === 0 || at === length - 1 ? pick(letters.replace(/[-_+/]/g, "")) : pick(letters);
    }
    return text;
  };
  return shape.replace(/<(?:(u)|([hHdaAnNxwbts])(\d{1,4}))>/g, (_, uuid, kind, length) => {
    if (uuid !== undefined) {
      return [8, 4, 4, 4, 12].map((digits) => run("h", digits)).join("-");
    }
    return run(String(kind), Number(length));
  });
}

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();

const ALPHABETS: Readonly<Record<string, string>> = {
  h: "0123456789abcdef",
  H: "0123456789ABCDEF",
  d: DIGITS,
  a: LOWER,
  A: UPPER,
  n: LOWER + DIGITS,
  N: UPPER + DIGITS,
  x: LOWER + UPPER + DIGITS,
  w: LOWER + UPPER + DIGITS + "-_",
  b: LOWER + UPPER + DIGITS + "+/",
  t: UPPER + "234567",
  s: "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz",
};

/** FNV-1a over the shape, so that rows do not share their examples. */
function seedOf(shape: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < shape.length; at++) {
    hash = Math.imul(hash ^ shape.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash;
}
