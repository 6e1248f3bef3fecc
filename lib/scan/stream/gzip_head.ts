/**
 * Passes over the head of a gzip member (RFC 1952 section 2.3) that comes piece by piece: told the next
 * bytes it says how many of them still belong to it. Nothing of it is kept, however long its names are.
 */
export function gzipHead(): (bytes: Uint8Array) => number {
  let flags = 0;
  let at = 0;
  let extra = 0;
  let part: Part = "fixed";

  /** Takes a byte of the part; true if it is the part's last. */
  function ends(byte: number): boolean {
    switch (part) {
      case "fixed":
        if (at === 3) flags = byte;
        return ++at === 10;
      case "extra length":
        extra += at++ === 0 ? byte : byte * 256;
        return at === 2;
      case "extra":
        return ++at === extra;
      case "name":
      case "comment":
        return byte === 0;
      case "checksum":
        return ++at === 2;
      case "data":
        return false;
    }
  }

  /** The next part that this member has. */
  function next(): Part {
    const order = PARTS.slice(PARTS.indexOf(part) + 1);
    const isThere = (candidate: Part): boolean => {
      if (candidate === "extra") return (flags & 4) !== 0 && extra > 0;
      const flag = FLAGS[candidate];
      return flag === undefined || (flags & flag) !== 0;
    };
    return order.find(isThere) ?? "data";
  }

  return (bytes) => {
    let taken = 0;
    while (part !== "data" && taken < bytes.length) {
      if (!ends(bytes[taken++] ?? 0)) continue;
      part = next();
      at = 0;
    }
    return taken;
  };
}

const PARTS = ["fixed", "extra length", "extra", "name", "comment", "checksum", "data"] as const;
type Part = typeof PARTS[number];

const FLAGS: Partial<Record<Part, number>> = {
  "extra length": 4,
  name: 8,
  comment: 16,
  checksum: 2,
};
