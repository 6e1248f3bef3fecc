import { rules } from "../../lib/scan/rules/index.ts";
import type { Finding } from "../../lib/scan/finding.ts";
import { inText, knownValues } from "./proof_scan.ts";

/** A text that must not leave, and what tells that it was seen. */
export interface Sample {
  /** The rule's id or the known secret's name; further examples of a rule have a number behind it. */
  readonly name: string;
  readonly text: string;
  /** What the rule finds in the text, or the known secret itself. */
  readonly value: string;
  /** The kinds that name the value when it stands in the open: the rule, or a more specific one. */
  readonly kinds: ReadonlySet<string>;
  /** Whether the value is known in the middle of a text, without the words beside it. */
  readonly alone: boolean;
}

/** Every rule's first example. */
export const ruleSamples: readonly Sample[] = rules.flatMap(({ id, examples }) =>
  examples.match.slice(0, 1).map((text) => sampleOf(id, id, text))
);

/** All further examples of every fourth rule. */
export const moreSamples: readonly Sample[] = rules.filter((_, at) => at % 4 === 0)
  .flatMap(({ id, examples }) =>
    examples.match.slice(1).map((text, at) => sampleOf(id, `${id} ${at + 2}`, text))
  );

/** Every known secret. */
export const secretSamples: readonly Sample[] = Object.entries(knownValues)
  .map(([name, value]) => ({ name, text: value, value, kinds: new Set([name]), alone: true }));

/** Every third of all: where the place matters and not the rule. */
export const someSamples: readonly Sample[] = [...ruleSamples, ...moreSamples]
  .filter((_, at) => at % 3 === 0).concat(secretSamples);

/** Whether the value of the sample is among the findings that block, under one of its names. */
export function isFound({ kinds, value }: Sample, findings: readonly Finding[]): boolean {
  return findings.some((finding) =>
    finding.severity === "block" && kinds.has(finding.kind) &&
    (finding.detector === "known_secrets" || overlap(finding.value?.reveal() ?? "", value))
  );
}

/** The rule's own value: what the rule says first, else what is found round the same place. */
function sampleOf(id: string, name: string, text: string): Sample {
  const found = inText(text).filter(({ span }) => span !== undefined);
  const own = found.find(({ kind }) => kind === id) ?? found[0];
  const value = own?.value?.reveal() ?? "";
  const same = found.filter((finding) => overlap(finding.value?.reveal() ?? "", value));
  const kinds = new Set(same.map(({ kind }) => kind));
  const alone = inText(`so ${value} it is`).some(({ kind }) => kinds.has(kind));
  return { name, text, value, kinds, alone };
}

/** Whether one text is a part of the other: of a text in JSON the line ends may be written as `\\n`. */
function overlap(a: string, b: string): boolean {
  const [one, other] = [a, b].map((text) => text.replace(/\\[nr"\\]|[^A-Za-z0-9]/g, ""));
  if (one === undefined || other === undefined || one === "" || other === "") return false;
  return one.includes(other) || other.includes(one);
}
