/** Checks text that comes in slices cut anywhere, and says at the first byte that cannot be UTF-8. */
export interface Utf8Check {
  /** Whether everything so far is UTF-8 or its beginning. */
  push(bytes: Uint8Array): boolean;
  /** Whether the text may end here: no character is incomplete. */
  readonly complete: boolean;
}

/** UTF-8 as RFC 3629 section 4 has it: no surrogates, nothing above U+10FFFF, no longer form than needed. */
export function createUtf8Check(): Utf8Check {
  let valid = true;
  /** Continuation bytes that are due, and the bounds of the next one. */
  let due = 0;
  let low = 0x80;
  let high = 0xbf;

  function begin(byte: number): boolean {
    low = 0x80;
    high = 0xbf;
    if (byte >= 0xc2 && byte <= 0xdf) due = 1;
    else if (byte >= 0xe0 && byte <= 0xef) {
      due = 2;
      if (byte === 0xe0) low = 0xa0;
      if (byte === 0xed) high = 0x9f;
    } else if (byte >= 0xf0 && byte <= 0xf4) {
      due = 3;
      if (byte === 0xf0) low = 0x90;
      if (byte === 0xf4) high = 0x8f;
    } else return false;
    return true;
  }

  return {
    push(bytes) {
      for (let at = 0; at < bytes.length && valid; at++) {
        const byte = bytes[at] ?? 0;
        if (due === 0) valid = byte < 0x80 || begin(byte);
        else {
          valid = byte >= low && byte <= high;
          low = 0x80;
          high = 0xbf;
          due -= 1;
        }
      }
      return valid;
    },
    get complete() {
      return valid && due === 0;
    },
  };
}
