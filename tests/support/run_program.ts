export interface ProgramResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gives the program `env` only. */
  readonly clearEnv?: boolean;
  /** It is killed then, and its code is that of the signal. */
  readonly timeoutMs?: number;
}

/** Runs a program to its end; `input` is its standard input. */
export async function runProgram(
  program: string,
  args: readonly string[],
  input = "",
  { timeoutMs = 60_000, ...options }: ProgramOptions = {},
): Promise<ProgramResult> {
  const child = new Deno.Command(program, {
    ...options,
    args: [...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), timeoutMs);
  const writer = child.stdin.getWriter();
  // A program that reads no input may have closed it already.
  await writer.write(new TextEncoder().encode(input)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  clearTimeout(timer);
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
