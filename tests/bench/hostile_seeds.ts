import type { Rule } from "../../lib/scan/rule.ts";

/** A text that an agent might write to stall the scan. */
export interface HostileSeed {
  readonly name: string;
  readonly text: string;
}

/** Texts of `bytes` bytes that are hard on any rule: one class of characters over and over. */
export function hostileSeeds(bytes: number): readonly HostileSeed[] {
  const units = [
    ..."aZ0 \"'=-_.:/+\\&%<",
    "\0",
    "\n",
    "\t",
    "a ",
    "a0",
    "aZ9-",
    "key=",
    "token: ",
    'api_key = "',
    "secret",
    "%41",
    "%25",
    "\\u0041",
    "&#65;",
    "V",
    "QUFB",
    "41",
    "4:1:",
    "H4sI",
    "a.b.",
    "a@b:",
    "\xe2\x80\x8b",
    "\xd0\xb0a1",
    "g h p _ ",
    "a,",
  ];
  return units.map((unit) => ({ name: JSON.stringify(unit), text: fill(unit, bytes) }));
}

/** Texts that are hard on one rule: its keywords over and over, bare, assigned, and with a run of letters after each. */
export function ruleSeeds(rule: Rule, bytes: number): readonly HostileSeed[] {
  return rule.keywords.slice(0, 4).flatMap((keyword) =>
    [keyword, `${keyword}="`, `${keyword} `, `${keyword}=a0a0a0a0a0a0`, `${keyword}-a0`].map((
      unit,
    ) => ({
      name: JSON.stringify(unit),
      text: fill(unit, bytes),
    }))
  );
}

function fill(unit: string, bytes: number): string {
  return unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);
}
