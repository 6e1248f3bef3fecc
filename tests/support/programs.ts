import { type ProgramOptions, type ProgramResult, runProgram } from "./run_program.ts";

/** A program of this machine, or in a line why a test without it is skipped. */
export type Program =
  | { readonly path: string; readonly missing?: undefined }
  | { readonly path?: undefined; readonly missing: string };

/** The first of these programs that is there: a name that PATH knows, or an absolute path. */
export function findProgram(...names: string[]): Program {
  const folders = (Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== "");
  for (const name of names) {
    const paths = name.startsWith("/") ? [name] : folders.map((folder) => `${folder}/${name}`);
    const path = paths.find(isProgram);
    if (path !== undefined) return { path };
  }
  return { missing: `${names.join(" or ")} is not installed` };
}

/** The program if it also ends well with these arguments: a Python that has `requests`, say. */
export async function findProgramWhere(
  name: string,
  args: readonly string[],
  what: string,
): Promise<Program> {
  const program = findProgram(name);
  if (program.path === undefined) return program;
  const { code } = await runProgram(program.path, args, "", isolated({ timeoutMs: 10_000 }));
  return code === 0 ? program : { missing: `${name} has no ${what}` };
}

/** A test that needs programs; without one it is skipped and its name says why. */
export function testWith(
  programs: readonly Program[],
  name: string,
  work: () => Promise<void>,
): void {
  const missing = programs.find((program) => program.missing !== undefined)?.missing;
  if (missing === undefined) Deno.test(name, work);
  else Deno.test({ name: `${name} (skipped: ${missing})`, ignore: true, fn: () => {} });
}

/** Runs a found program with an environment that is the test's alone; 30 s unless told otherwise. */
export async function runFound(
  program: Program,
  args: readonly string[],
  options: ProgramOptions & { readonly input?: string } = {},
): Promise<ProgramResult> {
  if (program.path === undefined) throw new Error(program.missing);
  return await runProgram(program.path, args, options.input ?? "", isolated(options));
}

/** No setting of the machine's user reaches the program, no proxy and no authority. */
function isolated({ env, cwd, timeoutMs = 30_000 }: ProgramOptions): ProgramOptions {
  return {
    ...(cwd !== undefined && { cwd }),
    timeoutMs,
    clearEnv: true,
    env: { PATH: Deno.env.get("PATH") ?? "", HOME: "/nonexistent", LC_ALL: "C.UTF-8", ...env },
  };
}

function isProgram(path: string): boolean {
  try {
    const { isFile, mode } = Deno.statSync(path);
    return isFile && ((mode ?? 0) & 0o111) !== 0;
  } catch {
    return false;
  }
}
