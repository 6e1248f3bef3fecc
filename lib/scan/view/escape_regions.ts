/** A stretch of a text round something that looks escaped. */
export interface Region {
  readonly start: number;
  end: number;
}

/** What stands before a token and tells what it is: a keyword, an operator, the public half of a key. */
const BEFORE = 512;
/** What stands after an escape: the rest of a token. Escapes that are closer than this share a region. */
const AFTER = 512;
/** The longest run without blanks and quotes that an escape is taken to be a part of: a token with claims. */
const MOST_RUN = 4096;

/** Adds the region of an escape at `at`: the run that it stands in, and some text on either side. Escapes come in order. */
export function addRegion(regions: Region[], bytes: Uint8Array, at: number): void {
  const last = regions.at(-1);
  if (last !== undefined && at + AFTER <= last.end) return;
  let from = at;
  while (from > 0 && at - from < MOST_RUN && isRun(bytes[from - 1] as number)) from--;
  let to = at;
  while (to < bytes.length && to - at < MOST_RUN && isRun(bytes[to] as number)) to++;
  const start = Math.max(0, from - BEFORE);
  const end = Math.min(bytes.length, Math.max(at, to) + AFTER);
  if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
  else regions.push({ start, end });
}

/** Neither blank nor control character nor a quote. */
function isRun(byte: number): boolean {
  return byte > 0x20 && byte !== 0x22 && byte !== 0x27 && byte !== 0x60;
}
