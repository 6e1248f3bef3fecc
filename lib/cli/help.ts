import { commands } from "./commands.ts";

/** The text of `egress --help`. */
export function help(version: string): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return [
    `egress ${version}: the proxy through which everything goes that a coding agent sends and receives`,
    "",
    "Usage: egress [COMMAND] [ARGUMENTS]",
    "",
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    "",
    "  --help     this text; behind a command its own",
    "  --version  the version",
    "",
    "Exit code: 0 = yes, 1 = no, 2 = wrong use.",
  ].join("\n");
}
