import { nearest } from "../config/nearest.ts";
import type { Command, ExitCode } from "./command.ts";
import { commands } from "./commands.ts";
import { help } from "./help.ts";
import { parseArguments } from "./parse_arguments.ts";
import { printable } from "./printable.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";
import { VERSION } from "./version.ts";

/**
 * Runs the command that the arguments name, none meaning `run`. Only that one's code is imported, and
 * only a command reads the environment.
 */
export async function dispatch(
  args: readonly string[],
  terminal: Terminal,
  env: () => Readonly<Record<string, string>>,
): Promise<ExitCode> {
  const [word, ...rest] = args;
  try {
    if (word === "--help" || word === "-h") {
      terminal.print(help(VERSION));
      return 0;
    }
    if (word === "--version") {
      terminal.print(`egress ${VERSION}`);
      return 0;
    }
    const command = findCommand(word ?? "run");
    const parsed = parseArguments(command, rest);
    if (parsed.help) {
      terminal.print(command.help);
      return 0;
    }
    const run = await command.load();
    return await run({ args: parsed, env: env(), terminal });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.warn(`egress: ${error.message}`);
    return 2;
  }
}

function findCommand(word: string): Command {
  const command = commands.find(({ name }) => name === word);
  if (command !== undefined) return command;
  const kind = word.startsWith("-") ? "option" : "command";
  const known = word.startsWith("-") ? ["--help", "--version"] : commands.map(({ name }) => name);
  const meant = nearest(word, known);
  const mend = meant === undefined ? "see egress --help" : `did you mean ${meant}?`;
  throw new UsageError(`unknown ${kind} "${printable(word)}"; ${mend}`);
}
