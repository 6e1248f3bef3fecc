/**
 * True if a value is one short piece over and over: `xxxxxxxx`, `abcabcabc`, `token=token=`. Periods of
 * up to 15 exactly, of up to 4 with a few characters otherwise.
 */
export function isRepeated(value: string): boolean {
  const length = value.length;
  if (length < 6) return false;
  for (let period = 1; period <= LONGEST_PERIOD && period * 2 <= length; period++) {
    if (value.startsWith(value.slice(period))) return true;
  }
  for (let period = 1; period <= LONGEST_ROUGH_PERIOD; period++) {
    let otherwise = (length - period) * ROUGH_SHARE;
    for (let at = period; at < length && otherwise >= 0; at++) {
      if (value.charCodeAt(at) !== value.charCodeAt(at - period)) otherwise--;
    }
    if (otherwise >= 0) return true;
  }
  return false;
}

/** Longer pieces are hex digits of an example more often than a placeholder. */
const LONGEST_PERIOD = 15;
const LONGEST_ROUGH_PERIOD = 4;
const ROUGH_SHARE = 0.2;
