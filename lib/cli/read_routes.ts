import type { Config } from "../config/config.ts";
import { ConfigError } from "../config/config_error.ts";
import { parseRoutes } from "../config/routes_file.ts";

/** The routes file of an environment, where no argument names one. */
export function routesPath(env: Readonly<Record<string, string>>): string {
  const named = (env.EGRESS_ROUTES ?? "").trim();
  return named === "" ? "/etc/egress/routes.yaml" : named;
}

/**
 * Reads a routes file as the start of the sidecar does, with a note about what a reload would refuse.
 *
 * @throws ConfigError if it cannot be read or does not load
 */
export async function readRoutes(path: string): Promise<Config> {
  const text = await readText(path);
  try {
    return parseRoutes(text, path);
  } catch (error) {
    if (text.endsWith("\n")) throw error;
    // The start forgives a missing last line end, a reload takes it for a half-written file.
    const config = parseRoutes(`${text}\n`, path);
    return { ...config, notes: [...config.notes, NO_LINE_END] };
  }
}

const NO_LINE_END = "the last line has no end: a reload (SIGHUP) would refuse the file as " +
  "half-written; end it with a newline";

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new ConfigError({ file: path }, "the file does not exist", "write it, or name another");
    }
    const kind = error instanceof Error ? error.name : "unknown error";
    throw new ConfigError({ file: path }, `the file cannot be read (${kind})`, "let it be read");
  }
}
