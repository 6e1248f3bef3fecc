/** The bytes of a body that wait to be judged, in order. */
export interface HeldBytes {
  add(bytes: Uint8Array): void;
  /**
   * Lets go what lies before the offset `to`, counted from the body's first byte. What stays is copied, so
   * that the bytes added since the last release may be used again.
   */
  release(to: number): Uint8Array[];
  length(): number;
  clear(): void;
}

/** Small pieces are collected in slabs of this size: a body may come byte by byte. */
const SLAB_BYTES = 16 * 1024;

export function heldBytes(): HeldBytes {
  /** `[first, length)` is held; the last piece may be the used part of the slab, and grow with it. */
  let pieces: Uint8Array[] = [];
  let first = 0;
  let slab = new Uint8Array(0);
  let slabUsed = 0;
  let added: Uint8Array[] = [];
  /** Offsets in the body: up to where bytes are gone, and up to where they were added. */
  let gone = 0;
  let end = 0;

  function keep(bytes: Uint8Array): void {
    if (bytes.length > SLAB_BYTES / 4) {
      pieces.push(new Uint8Array(bytes));
      return;
    }
    if (slabUsed + bytes.length > slab.length) {
      slab = new Uint8Array(SLAB_BYTES);
      slabUsed = 0;
    }
    slab.set(bytes, slabUsed);
    slabUsed += bytes.length;
    const last = pieces.at(-1);
    const grows = first < pieces.length && last?.buffer === slab.buffer;
    const from = grows ? last.byteOffset : slabUsed - bytes.length;
    if (grows) pieces.pop();
    pieces.push(slab.subarray(from, slabUsed));
  }

  /** How much of a piece that begins at `gone` goes. */
  function cutOf(bytes: Uint8Array, to: number): number {
    return Math.max(0, Math.min(bytes.length, to - gone));
  }

  function dropGone(): void {
    if (first < 64 || 2 * first < pieces.length) return;
    pieces = pieces.slice(first);
    first = 0;
  }

  return {
    add(bytes) {
      added.push(bytes);
      end += bytes.length;
    },
    release(to) {
      const free: Uint8Array[] = [];
      for (let bytes = pieces[first]; bytes !== undefined; bytes = pieces[first]) {
        const cut = cutOf(bytes, to);
        if (cut === 0) break;
        free.push(bytes.subarray(0, cut));
        gone += cut;
        if (cut < bytes.length) pieces[first] = bytes.subarray(cut);
        else first++;
      }
      dropGone();
      for (const bytes of added) {
        const cut = first < pieces.length ? 0 : cutOf(bytes, to);
        if (cut > 0) free.push(bytes.subarray(0, cut));
        gone += cut;
        if (cut < bytes.length) keep(bytes.subarray(cut));
      }
      added = [];
      return free;
    },
    length: () => end - gone,
    clear() {
      pieces = [];
      first = 0;
      added = [];
      gone = end;
    },
  };
}
