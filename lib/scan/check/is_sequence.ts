/**
 * True if nearly all of a value counts up or down by one: `0123456789abcdef`, `ABCDEFGH`, `987654`. People
 * write such values for an example. They count where a name alone tells a credential; where a vendor's
 * shape fits exactly, a value that counts is still taken for a key.
 */
export function isSequence(value: string): boolean {
  if (value.length < 8) return false;
  let steps = 0;
  for (let at = 1; at < value.length; at++) {
    const step = value.charCodeAt(at) - value.charCodeAt(at - 1);
    // `9` to `0` goes on counting as people do.
    const wraps = (step === -9 && value[at] === "0") || HEX_WRAP.test(value.slice(at - 1, at + 1));
    if (step === 1 || step === -1 || wraps) steps++;
  }
  return steps >= (value.length - 1) * COUNTING_SHARE;
}

/** `...789abc`, `...def012` */
const HEX_WRAP = /^(?:9a|f0)$/i;
const COUNTING_SHARE = 0.93;
