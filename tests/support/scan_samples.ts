import { Buffer } from "node:buffer";
import { compile, type Compiled } from "../../lib/scan/compile.ts";
import type { Rule } from "../../lib/scan/rule.ts";
import type { Sighting } from "../../lib/scan/sighting.ts";
import type { Report, Text } from "../../lib/scan/text_scan.ts";
import { effortFor } from "../../lib/scan/windows/effort.ts";
import { type RuleLiteral, ruleLiterals } from "../../lib/scan/windows/rule_literals.ts";
import { Secret } from "../../lib/secret.ts";

/** A vendor's token with a beginning of its own. */
export const vendorRule: Rule = {
  id: "acme-key",
  kind: "Acme key",
  keywords: ["acme-"],
  exactCase: true,
  pattern: /(?<![A-Za-z0-9])acme-key_[A-Za-z0-9]{24}(?![A-Za-z0-9])/g,
  check: (value) => !value.endsWith("00000"),
  shape: "structured",
  examples: { match: [], miss: [] },
};

/** A value known by the word beside it. */
export const assignedRule: Rule = {
  id: "assigned-token",
  kind: "token",
  keywords: ["token"],
  pattern: /token\s{0,3}[=:]\s{0,3}"?(?<value>[A-Za-z0-9]{16,64})/gi,
  check: (value) => /\d/.test(value),
  shape: "contextual",
  examples: { match: [], miss: [] },
};

/** A token whose telling word stands in its middle. */
export const middleRule: Rule = {
  id: "middle-key",
  kind: "Middle key",
  keywords: ["MidL"],
  exactCase: true,
  pattern: /[a-z0-9]{8,12}MidL[a-z0-9]{8,12}/g,
  before: 32,
  after: 64,
  shape: "structured",
  examples: { match: [], miss: [] },
};

export const sampleRules: readonly Rule[] = [vendorRule, assignedRule, middleRule];

/** Dummies that the rules above find. */
export const VENDOR_TOKEN = "acme-key_" + "Q7xw2LmT9vBc4RzK8pNs3HdY";
export const ASSIGNED_VALUE = "h4Jk9sW2qLx7Zt5v";
export const MIDDLE_TOKEN = "ab12cd34" + "MidL" + "ef56gh78";

/** A known secret's value, and how it is handed to the engine. */
export const SECRET_VALUE = "kx_9Zq4Lw7-Tb2Rn8Vy5+Jd3/Mh6Pc1";
export const sampleSecrets = [{ name: "SAMPLE_TOKEN", value: new Secret(SECRET_VALUE) }];

export function sampleCompiled(): Compiled {
  return compile(sampleRules, sampleSecrets);
}

export function asText(text: string): Text {
  return { text, bytes: Uint8Array.from(Buffer.from(text, "latin1")) };
}

/** UTF-8 bytes of a text as latin1, as the scan takes them. */
export function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

/** A report that keeps what it is told. */
export function keeper(): Report & { readonly seen: Sighting[]; readonly refusals: string[] } {
  const seen: Sighting[] = [];
  const refusals: string[] = [];
  return {
    seen,
    refusals,
    sighting: (sighting) => void seen.push(sighting),
    refusal: (refusal) => void refusals.push(refusal),
  };
}

/** The literal of a rule that stands for it as it is written. */
export function plainLiteral(rule: Rule): RuleLiteral {
  const literal = ruleLiterals([rule]).find(({ twist }) => twist === "plain");
  if (literal === undefined) throw new Error("the sample rule has no literal");
  return literal;
}

export const plenty = () => effortFor(1024 * 1024);
