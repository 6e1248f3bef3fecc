import { Buffer } from "node:buffer";
import { REDACTED } from "./redacted.ts";

/**
 * Replaces every run of base64 (both alphabets, any alignment) or hex digits that decodes to something
 * which holds the value, as a whole: what is left of a run with a hole would decode to nonsense.
 * `pattern` finds the value of so many bytes in the decoded text; shorter runs are not looked at. A
 * run without slashes is tried first, so that a secret in one segment of a path does not take the
 * others with it. Text is latin1.
 */
export function redactRuns(text: string, pattern: RegExp, valueBytes: number): string {
  const holds = new RegExp(pattern.source);
  const base64Length = Math.floor((4 * valueBytes) / 3);
  let result = text;
  for (const alphabet of ["A-Za-z0-9+_-", "A-Za-z0-9+/_-"]) {
    result = result.replace(
      runPattern(alphabet, base64Length, "={0,2}"),
      (run) => decodesTo(run, "base64", 4, holds) ? REDACTED : run,
    );
  }
  return result.replace(
    runPattern("0-9a-fA-F", 2 * valueBytes, ""),
    (run) => decodesTo(run, "hex", 2, holds) ? REDACTED : run,
  );
}

/** A whole run and none of its parts: otherwise a short run would be tried from each of its letters. */
function runPattern(alphabet: string, shortest: number, end: string): RegExp {
  return new RegExp(`(?<![${alphabet}])[${alphabet}]{${shortest},}${end}`, "g");
}

/** The value's letters may begin at each place of a group. */
function decodesTo(run: string, encoding: "base64" | "hex", group: number, holds: RegExp): boolean {
  for (let skip = 0; skip < group; skip++) {
    if (holds.test(Buffer.from(run.slice(skip), encoding).toString("latin1"))) return true;
  }
  return false;
}
