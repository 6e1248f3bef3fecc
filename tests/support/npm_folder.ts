import type { Program } from "./programs.ts";
import { runProgram } from "./run_program.ts";

/**
 * The folder of a package, given as `name@version`, for a Node to `require`: Deno's own copy, fetched if
 * it is not there yet and checked against deno.lock. Only for packages that depend on nothing, so that no
 * folder of modules has to be made.
 */
export async function findNpmFolder(pinned: string): Promise<Program> {
  const cwd = new URL("../../", import.meta.url).pathname;
  const args = ["info", "--json", `npm:${pinned}`];
  const { code, stdout } = await runProgram(Deno.execPath(), args, "", { cwd, timeoutMs: 30_000 });
  const missing = { missing: `${pinned} cannot be fetched` };
  if (code !== 0) return missing;
  const info = JSON.parse(stdout) as { npmPackages?: Record<string, { localPath?: string }> };
  const path = info.npmPackages?.[pinned]?.localPath;
  return path === undefined ? missing : { path };
}
