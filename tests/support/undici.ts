import { runProgram } from "./run_program.ts";
import type { Program } from "./programs.ts";

/** The newest of the line that runs on Node 20 as well; later lines need a newer Node. */
const PINNED = "undici@7.30.2";

/**
 * The folder of undici for a Node to `require`: Deno's own copy, fetched if it is not there yet and
 * checked against deno.lock. It depends on nothing, so that no folder of modules has to be made.
 */
export async function findUndici(): Promise<Program> {
  const cwd = new URL("../../", import.meta.url).pathname;
  const args = ["info", "--json", `npm:${PINNED}`];
  const { code, stdout } = await runProgram(Deno.execPath(), args, "", { cwd, timeoutMs: 30_000 });
  const missing = { missing: `${PINNED} cannot be fetched` };
  if (code !== 0) return missing;
  const info = JSON.parse(stdout) as { npmPackages?: Record<string, { localPath?: string }> };
  const path = info.npmPackages?.[PINNED]?.localPath;
  return path === undefined ? missing : { path };
}
