import type { Program } from "./programs.ts";
import { textLines } from "./text_lines.ts";

export interface LinesResult {
  readonly code: number;
  readonly lines: readonly string[];
  readonly stderr: string;
}

/** Runs a found program to its end, 30 s at most, and tells of each line of its output as it comes. */
export async function runLines(
  program: Program,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  seen: (line: string) => void,
): Promise<LinesResult> {
  if (program.path === undefined) throw new Error(program.missing);
  const child = new Deno.Command(program.path, {
    args: [...args],
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", HOME: "/nonexistent", LC_ALL: "C.UTF-8", ...env },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const timer = setTimeout(() => child.kill("SIGKILL"), 30_000);
  const stderr = new Response(child.stderr).text();
  const lines: string[] = [];
  for await (const line of child.stdout.pipeThrough(textLines())) {
    lines.push(line);
    seen(line);
  }
  const { code } = await child.status;
  clearTimeout(timer);
  return { code, lines, stderr: await stderr };
}
