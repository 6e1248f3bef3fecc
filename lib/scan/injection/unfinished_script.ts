import { scriptSigns } from "./scripts.ts";
import { unfinishedPattern } from "./unfinished_pattern.ts";

/** Characters within which a sign of `scriptSigns` has ended. */
const REACH = 96;

interface Tail {
  readonly script: RegExp;
  readonly whole: RegExp;
  readonly begun: RegExp;
}

let tails: readonly Tail[] | undefined;

/** Whether the text shows a sign of a script without ASCII letters, or ends with what may become one. */
export function unfinishedScript(text: string): boolean {
  tails ??= scriptSigns.map(({ script, pattern }) => {
    const whole = new RegExp(pattern.source, pattern.flags.replace("g", ""));
    return { script, whole, begun: unfinishedPattern(whole) };
  });
  const end = text.slice(-REACH);
  return tails.some(({ script, whole, begun }) =>
    script.test(text) && (whole.test(text) || begunBefore(begun, end))
  );
}

/** The end of the text is the beginning of everything: at least one character must have come. */
function begunBefore(begun: RegExp, end: string): boolean {
  const match = begun.exec(end);
  return match !== null && [...match[0]].length >= LEAST_BEGUN;
}

/** One character of a phrase is in every other word. */
const LEAST_BEGUN = 2;
