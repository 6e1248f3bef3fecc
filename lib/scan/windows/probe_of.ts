import type { RuleLiteral } from "./rule_literals.ts";

/** One byte that tells most hits of a literal from those that are worth a look. */
export interface Probe {
  /** From the walk's hit back to it; negative if it stands after the hit. */
  readonly back: number;
  readonly byte: number;
  /** The bits of it that count; 0 if any byte may stand there. */
  readonly mask: number;
}

const ANY: Probe = { back: 0, byte: 0, mask: 0 };
const ALL_BITS = 0xff;
/** All but the one in which small letters and capitals differ. */
const LETTER_BITS = 0xdf;

/**
 * The walk sees letters and digits alone, so it hits `user` in every text for the literal `--user`. A sign
 * of the literal must stand where it belongs, or its first character if it has none; unless its letters may
 * be scattered.
 *
 * @param sign characters that the walk has read after the literal's last letter
 */
export function probeOf(literal: RuleLiteral, sign: number): Probe {
  const { text, lead, exact, disguise } = literal;
  if (disguise === "anywhere" || text === "") return ANY;
  const at = Math.max(0, text.search(/[^A-Za-z0-9]/));
  const byte = text.charCodeAt(at);
  const isFolded = /[A-Za-z]/.test(text.charAt(at)) && !(exact && disguise === "never");
  return { back: lead + sign - at, byte, mask: isFolded ? LETTER_BITS : ALL_BITS };
}
