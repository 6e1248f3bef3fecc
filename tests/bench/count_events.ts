const LF = 0x0a;

/**
 * Counts the events of one stream, which comes in pieces: an event ends with an empty line, and no two
 * line feeds follow each other elsewhere in it or in the lines of HTTP's chunks, which end with CRLF.
 */
export function countEvents(): (piece: Uint8Array) => number {
  /** Whether the last piece ended with a line feed that is the first of two, if another comes. */
  let open = false;
  return (piece) => {
    let count = 0;
    let after = open ? 0 : -1;
    for (let at = piece.indexOf(LF); at >= 0; at = piece.indexOf(LF, at + 1)) {
      const second = at === after;
      if (second) count += 1;
      after = second ? -1 : at + 1;
    }
    if (piece.length > 0) open = after === piece.length;
    return count;
  };
}
