import type { Finding } from "../scan/finding.ts";
import type { InjectionScanner } from "../scan/injection/injection_scanner.ts";
import type { Steps } from "../scan/steps.ts";
import type { Fields } from "../wire/field.ts";
import { cleanHeads } from "./clean_heads.ts";

/**
 * What the fields of an answer hold of signs that it wants to steer the agent. They are looked at as one
 * text, and one by one only where something shows: heads are many, short and mostly alike.
 */
export function* scanSignsOfHead(signs: InjectionScanner, fields: Fields): Steps<Finding[]> {
  const told = fields.filter(([, value]) => WORDS.test(value));
  const text = told.map(([name, value]) => `${name}: ${value}`).join("\n");
  const clean = cleanHeads(signs);
  if (text === "" || clean.has(text)) return [];
  const shows = yield* signs.scanSteps({ surface: "head", views: [], text });
  if (shows.length === 0) {
    clean.add(text);
    return [];
  }
  const findings: Finding[] = [];
  for (const [name, value] of told) {
    const surface = `header ${name.toLowerCase()}`;
    findings.push(...yield* signs.scanSteps({ surface, views: [], text: value }));
  }
  // What shows only where fields stand together is still something.
  return findings.length > 0 ? findings : shows;
}

/** A demand takes words: dates, lengths and most tags have none. */
const WORDS = /[A-Za-z]{4}|[\x80-\xff%&\\]/;
