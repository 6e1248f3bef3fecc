import type { ParsedArguments } from "./parse_arguments.ts";
import type { Terminal } from "./terminal.ts";

/** 0 = yes, 1 = no, 2 = wrong use. */
export type ExitCode = 0 | 1 | 2;

/** What a command works on. */
export interface CommandContext {
  readonly args: ParsedArguments;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal: Terminal;
}

export type CommandRun = (context: CommandContext) => Promise<ExitCode>;

/** An option of a command; it takes a value unless it is a flag. */
export interface CommandOption {
  readonly long: string;
  readonly short?: string;
  /** Whether it may be given several times. */
  readonly repeats?: true;
  readonly flag?: true;
}

/** A command as the command line knows it; what it does is imported when it is asked for. */
export interface Command {
  readonly name: string;
  /** What it does, for the list of commands: one line. */
  readonly summary: string;
  /** The whole of `egress NAME --help`. */
  readonly help: string;
  /** How many arguments beside the options it takes. */
  readonly positionals: { readonly least: number; readonly most: number };
  readonly options: readonly CommandOption[];
  readonly load: () => Promise<CommandRun>;
}
