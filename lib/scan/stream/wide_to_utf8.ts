import { Buffer } from "node:buffer";
import type { Rewriter } from "./rewritten.ts";

/**
 * Writes UTF-16 and UTF-32 as UTF-8. A unit that a border cuts waits for the rest of it, and the first
 * half of a pair for the second.
 *
 * @param name `utf-16le`, `utf-16be`, `utf-32le` or `utf-32be`
 */
export function wideToUtf8(name: string): Rewriter {
  const unit = name.startsWith("utf-32") ? 4 : 2;
  let rest = new Uint8Array(0);

  function read(units: Buffer): string {
    if (name.endsWith("be")) unit === 4 ? units.swap32() : units.swap16();
    return unit === 4 ? fromUtf32(units) : units.toString("utf16le");
  }

  return {
    push(bytes) {
      const joined = Buffer.concat([rest, bytes]);
      let whole = joined.length - joined.length % unit;
      if (unit === 2 && whole > 0) {
        const high = joined[name === "utf-16be" ? whole - 2 : whole - 1] ?? 0;
        if (high >= 0xd8 && high <= 0xdb) whole -= 2;
      }
      rest = new Uint8Array(joined.subarray(whole));
      return Buffer.from(read(joined.subarray(0, whole)), "utf8");
    },
    end() {
      const whole = rest.length - rest.length % unit;
      return Buffer.from(read(Buffer.from(rest.subarray(0, whole))), "utf8");
    },
  };
}

/** Values that are no character become U+FFFD, so that the characters round them still stand. */
function fromUtf32(units: Buffer): string {
  const pieces: string[] = [];
  for (let i = 0; i + 4 <= units.length; i += 4) {
    const point = units.readUInt32LE(i);
    pieces.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\ufffd");
  }
  return pieces.join("");
}
