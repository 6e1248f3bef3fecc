import { dispatch } from "../../lib/cli/dispatch.ts";

export interface CliResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command in this process, with an environment of its own and what it said. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { colour = false }: { colour?: boolean } = {},
): Promise<CliResult> {
  const printed: string[] = [];
  const warned: string[] = [];
  const terminal = {
    print: (text: string) => void printed.push(text),
    warn: (text: string) => void warned.push(text),
    colour,
  };
  const code = await dispatch(args, terminal, () => env);
  return { code, stdout: printed.join("\n"), stderr: warned.join("\n") };
}
