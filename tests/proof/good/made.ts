import { Buffer } from "node:buffer";
import { type Seeded, seeded } from "../../eval/seeded.ts";

/** What good traffic is made of: random where real data is, the same for the same seed. */
export interface Made extends Seeded {
  hex(digits: number): string;
  base64(bytes: number): string;
  base64url(bytes: number): string;
  /** Latin1. */
  bytes(count: number): string;
  uuid(): string;
  /** Letters and digits. */
  id(length: number): string;
  /** `make` so often, joined. */
  lines(count: number, make: (index: number) => string, join?: string): string;
}

const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export function made(seed: number): Made {
  const random = seeded(seed);
  const hex = (digits: number) => random.text("0123456789abcdef", digits);
  const buffer = (count: number) =>
    Buffer.from(Array.from({ length: count }, () => random.below(256)));
  return {
    ...random,
    hex,
    base64: (bytes) => buffer(bytes).toString("base64"),
    base64url: (bytes) => buffer(bytes).toString("base64url"),
    bytes: (count) => buffer(count).toString("latin1"),
    uuid: () => [8, 4, 4, 4, 12].map(hex).join("-"),
    id: (length) => random.text(ALNUM, length),
    lines: (count, make, join = "\n") =>
      Array.from({ length: count }, (_, i) => make(i)).join(join),
  };
}
