/** Classes of bytes as look-up tables: 0 for "not of the class". */

/** Printable ASCII, white space, and NUL, which stands between the letters of UTF-16. */
export const PLAIN_TEXT: Uint8Array = table((code) =>
  (code >= 0x20 && code < 0x7f) || code === 0x09 || code === 0x0a || code === 0x0d || code === 0
);

/** The same and whatever may be UTF-8 beyond ASCII. */
export const ANY_TEXT: Uint8Array = table((code) => code >= 0x80 || PLAIN_TEXT[code] === 1);

/** What base64 in either alphabet is written with, line ends and the backslash of `\n` and `\/` included. */
export const BASE64_RUN: Uint8Array = table((code) => /[A-Za-z0-9+/=_\r\n\\-]/.test(chr(code)));

export const HEX: Uint8Array = table((code) => /[0-9A-Fa-f]/.test(chr(code)));

/** Hex digits and what is written between pairs of them: `67:68`, `0x67, 0x68`, `67 68`, `\x67`. */
export const HEX_PAIRS: Uint8Array = table((code) => /[0-9A-Fa-f:;,xX\\ \t\r\n%-]/.test(chr(code)));

/** Base32 is written in one case: in both it would be a part of nearly all base64. */
export const BASE32_UPPER: Uint8Array = table((code) => /[A-Z2-7=]/.test(chr(code)));
export const BASE32_LOWER: Uint8Array = table((code) => /[a-z2-7=]/.test(chr(code)));

/** The six bits of a base64 character in either alphabet, 64 for any other byte. */
export const SEXTET: Uint8Array = (() => {
  const sextets = new Uint8Array(256).fill(64);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let i = 0; i < 64; i++) sextets[letters.charCodeAt(i)] = i;
  sextets["-".charCodeAt(0)] = 62;
  sextets["_".charCodeAt(0)] = 63;
  return sextets;
})();

/** The value of a hex digit, 16 for any other byte. */
export const HEX_VALUE: Uint8Array = (() => {
  const values = new Uint8Array(256).fill(16);
  for (let code = 0; code < 256; code++) {
    if (HEX[code] === 1) values[code] = parseInt(chr(code), 16);
  }
  return values;
})();

function table(isIn: (code: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => isIn(code) ? 1 : 0);
}

function chr(code: number): string {
  return String.fromCharCode(code);
}
