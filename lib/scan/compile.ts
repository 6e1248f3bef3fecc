import type { Secret } from "../secret.ts";
import type { Rule } from "./rule.ts";
import {
  type KnownSecrets,
  knownSecrets,
  type PlainSecret,
  type SecretForm,
} from "./secrets/known_secrets.ts";
import { type Automaton, buildAutomaton } from "./walk/automaton.ts";
import { type Probe, probeOf } from "./windows/probe_of.ts";
import { type RuleLiteral, ruleLiterals } from "./windows/rule_literals.ts";

/** What a literal of the walk is for: where a rule may match, or a place in a form of a known secret. */
export type Purpose =
  | {
    readonly kind: "rule";
    readonly literal: RuleLiteral;
    /** From the walk's hit back to the literal's last letter: 1 if its sign counts. */
    readonly back: number;
    /** What must stand near the hit for it to be worth a look. */
    readonly probe: Probe;
  }
  | {
    readonly kind: "secret";
    readonly form: SecretForm;
    readonly offset: number;
    readonly letters: number;
  };

/** Rules and secrets made ready: built once, used for every text. */
export interface Compiled {
  readonly automaton: Automaton;
  /** By state of the automaton: what ends there. */
  readonly purposes: readonly (readonly Purpose[])[];
  /** The same one after the other: those of a state stand from `firstPurpose[state]` to `firstPurpose[state + 1]`. */
  readonly allPurposes: readonly Purpose[];
  readonly firstPurpose: Uint32Array;
  /** The probe of each: `back` in the upper 16 bits with its sign, `mask` and `byte` in 8 each. Most hits need no more than this. */
  readonly probes: Int32Array;
  /** By state: the byte that must stand at a hit, 0 if any may. Short literals are often hit in another case. */
  readonly lastByte: Uint8Array;
  /** Keywords without a letter or digit (`://`), which the walk cannot see: searched for one by one. */
  readonly bare: readonly RuleLiteral[];
  /** Decoded texts of fewer bytes need not be looked at; 0 if there are rules, which find texts of any length. */
  readonly leastDecoded: number;
  readonly plainSecrets: readonly PlainSecret[];
  readonly rejectedSecrets: readonly string[];
}

export function compile(
  rules: readonly Rule[],
  secrets: readonly { readonly name: string; readonly value: Secret }[],
): Compiled {
  const byLiteral = new Map<string, Purpose[]>();
  const bare: RuleLiteral[] = [];
  const add = (literal: string, purpose: Purpose): void => {
    const purposes = byLiteral.get(literal);
    if (purposes === undefined) byLiteral.set(literal, [purpose]);
    else purposes.push(purpose);
  };
  for (const literal of ruleLiterals(rules)) {
    const sign = signOf(literal);
    if (literal.literal === "") bare.push(literal);
    else {add(literal.literal + sign, {
        kind: "rule",
        literal,
        back: sign.length,
        probe: probeOf(literal, sign.length),
      });}
  }
  const known = knownSecrets(secrets);
  for (const { form, literal, offset } of known.literals) {
    add(literal, { kind: "secret", form, offset, letters: literal.length });
  }
  const automaton = buildAutomaton([...byLiteral.keys()]);
  const lists = [...byLiteral.values()];
  const purposes = automaton.outputs.map((outputs) => outputs.flatMap((i) => lists[i] ?? []));
  const firstPurpose = new Uint32Array(purposes.length + 1);
  purposes.forEach((all, state) =>
    firstPurpose[state + 1] = (firstPurpose[state] ?? 0) + all.length
  );
  const allPurposes = purposes.flat();
  return {
    automaton,
    purposes,
    allPurposes,
    firstPurpose,
    probes: Int32Array.from(allPurposes, packedProbe),
    lastByte: Uint8Array.from(purposes, (all) => common(all, lastByteOf)),
    bare,
    leastDecoded: rules.length > 0 ? 0 : shortest(known),
    plainSecrets: known.plain,
    rejectedSecrets: known.rejected,
  };
}

function packedProbe(purpose: Purpose): number {
  if (purpose.kind === "secret") return 0;
  const { back, mask, byte } = purpose.probe;
  return (back << 16) | (mask << 8) | byte;
}

/** A line of base64 in a key's file or a mail holds so many bytes, which give a longer secret away. */
const LINE_BYTES = 48;

/** The shortest known secret: what is decoded must be able to hold it. Its forms the walk finds by itself. */
function shortest({ literals, plain }: KnownSecrets): number {
  const values = literals.filter(({ form }) => form.value !== undefined);
  return Math.min(
    LINE_BYTES,
    ...values.map(({ form }) => form.reduced.length),
    ...plain.map(({ value }) => value.length),
  );
}

/** What is the same for all purposes of a state, else 0. */
function common(purposes: readonly Purpose[], byteOf: (purpose: Purpose) => number): number {
  const bytes = new Set(purposes.map(byteOf));
  const [byte] = bytes;
  return bytes.size === 1 ? byte ?? 0 : 0;
}

/** Disguises are looked for only where a beginning has so many letters; a shorter one must stand as written. */
const LEAST_DISGUISED_LETTERS = 4;

/** The sign after a short literal's last letter or digit. */
function signOf({ literal, text, lead }: RuleLiteral): string {
  return literal.length < LEAST_DISGUISED_LETTERS ? text.charAt(lead + 1).trim() : "";
}

function lastByteOf(purpose: Purpose): number {
  if (purpose.kind === "secret" || purpose.back > 0 || !purpose.literal.exact) return 0;
  const { literal, text, lead } = purpose.literal;
  return literal.length < LEAST_DISGUISED_LETTERS ? text.charCodeAt(lead) & 0xff : 0;
}
