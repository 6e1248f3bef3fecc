import type { CorpusLine } from "./corpus.ts";

/**
 * Reads lines of `{"text", "expect", "class"}`. `expect` says whether a finding is expected: true or
 * false, or in words (`match`, `block`, `secret`, `leak`; anything else means no). Errors name the line.
 */
export function readCorpus(jsonl: string): CorpusLine[] {
  const lines: CorpusLine[] = [];
  for (const [index, line] of jsonl.split("\n").entries()) {
    if (line.trim() === "") continue;
    const row = parse(line, index + 1);
    const { text, expect, class: name } = row;
    if (typeof text !== "string") {
      throw new TypeError(`Cannot read line ${index + 1} as "text" must be a string`);
    }
    lines.push({ text, expect: isExpected(expect), class: typeof name === "string" ? name : "-" });
  }
  return lines;
}

function parse(line: string, number: number): Record<string, unknown> {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === "object" && row !== null) return { ...row };
  } catch {
    // Said below, without the line's content, which may hold a secret.
  }
  throw new TypeError(`Cannot read line ${number} as it must be a JSON object`);
}

function isExpected(expect: unknown): boolean {
  if (typeof expect === "string") return EXPECTED.has(expect.toLowerCase());
  return expect === true || expect === 1;
}

const EXPECTED = new Set(["match", "block", "secret", "leak", "true", "yes", "positive", "find"]);
