import { nearest } from "../config/nearest.ts";
import type { Command, CommandOption } from "./command.ts";
import { printable } from "./printable.ts";
import { UsageError } from "./usage_error.ts";

export interface ParsedArguments {
  readonly help: boolean;
  readonly positionals: readonly string[];
  /** The values of an option by its long name, in their order. */
  readonly values: (long: string) => readonly string[];
}

/**
 * Reads what stands behind the command's name: `--long value`, `--long=value`, `-s value`, `-svalue`,
 * flags without a value, and `--` before arguments that begin with a hyphen.
 *
 * @throws UsageError for what the command does not know, with the nearest option that it does
 */
export function parseArguments(
  command: Pick<Command, "name" | "positionals" | "options">,
  args: readonly string[],
): ParsedArguments {
  const values = new Map<string, string[]>();
  const positionals: string[] = [];
  const rest = [...args];
  let help = false;
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") {
      positionals.push(...rest.splice(0));
    } else if (word === "--help" || word === "-h") {
      help = true;
    } else if (word === "-" || !word.startsWith("-")) {
      positionals.push(word);
    } else {
      const { option, inline } = findOption(command, word);
      if (option.flag && inline !== undefined) {
        throw new UsageError(`--${option.long} takes no value`);
      }
      const value = option.flag ? "" : inline ?? rest.shift();
      if (value === undefined) throw new UsageError(`--${option.long} needs a value behind it`);
      const before = values.get(option.long) ?? [];
      if (before.length > 0 && !option.repeats) {
        throw new UsageError(`--${option.long} stands there twice; keep one`);
      }
      values.set(option.long, [...before, value]);
    }
  }
  if (!help) checkCount(command, positionals.length);
  return { help, positionals, values: (long) => values.get(long) ?? [] };
}

function findOption(
  { name, options }: Pick<Command, "name" | "options">,
  word: string,
): { option: CommandOption; inline: string | undefined } {
  for (const option of options) {
    const long = `--${option.long}`;
    if (word === long) return { option, inline: undefined };
    if (word.startsWith(`${long}=`)) return { option, inline: word.slice(long.length + 1) };
    if (option.short === undefined || !word.startsWith(`-${option.short}`)) continue;
    if (word.startsWith("--")) continue;
    return { option, inline: word.length > 2 ? word.slice(2) : undefined };
  }
  const known = ["--help", ...options.map(({ long }) => `--${long}`)];
  const written = word.split("=")[0] ?? word;
  const meant = nearest(written, known);
  const mend = meant === undefined ? `see egress ${name} --help` : `did you mean ${meant}?`;
  throw new UsageError(`unknown option "${printable(written)}" of egress ${name}; ${mend}`);
}

function checkCount({ name, positionals }: Pick<Command, "name" | "positionals">, count: number) {
  if (count < positionals.least) {
    throw new UsageError(`egress ${name} needs more arguments; see egress ${name} --help`);
  }
  if (count > positionals.most) {
    throw new UsageError(`egress ${name} takes fewer arguments; see egress ${name} --help`);
  }
}
