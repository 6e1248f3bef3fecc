/** Bytes that are put together from many slices without an object for each, however small they are. */
export interface GrowingBytes {
  readonly length: number;
  /** Room for so many bytes more, at the end; what was written before stays. */
  add(count: number): Uint8Array;
  /** All bytes, which are the caller's from then on; begins anew. */
  take(): Uint8Array;
}

/** What is taken up is never more than twice what was written, whatever a peer has announced. */
export function growingBytes(): GrowingBytes {
  let bytes = new Uint8Array(0);
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(count) {
      const end = length + count;
      if (end > bytes.length) {
        // The first slice is often all of it.
        const grown = new Uint8Array(length === 0 ? count : 2 * end);
        grown.set(bytes.subarray(0, length));
        bytes = grown;
      }
      const room = bytes.subarray(length, end);
      length = end;
      return room;
    },
    take() {
      const taken = bytes.subarray(0, length);
      bytes = new Uint8Array(0);
      length = 0;
      return taken;
    },
  };
}
