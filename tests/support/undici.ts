import { findNpmFolder } from "./npm_folder.ts";
import type { Program } from "./programs.ts";

/** The newest of the line that runs on Node 20 as well; later lines need a newer Node. */
const PINNED = "undici@7.30.2";

/** The folder of undici for a Node to `require`. */
export async function findUndici(): Promise<Program> {
  return await findNpmFolder(PINNED);
}
