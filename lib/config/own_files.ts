/**
 * Law: what agents have a part in is never read as routes. The sidecar's files are files of their own.
 */
import { limits } from "../limits.ts";
import { ConfigError } from "./config_error.ts";
import { sameFile } from "./same_file.ts";

/** The files that a sidecar writes and the one that it reads its routes from. */
export interface OwnFiles {
  readonly routesPath: string;
  readonly learnPath: string | undefined;
  readonly recordPath: string | undefined;
}

/** @throws ConfigError if two of them are one file, by whichever links */
export async function checkOwnFiles(files: OwnFiles): Promise<void> {
  const { routesPath, learnPath, recordPath } = files;
  await apart("EGRESS_LEARN", learnPath, "EGRESS_ROUTES", routesPath);
  for (const path of recordPath === undefined ? [] : recordFiles(recordPath)) {
    await apart("EGRESS_RECORD", path, "EGRESS_ROUTES", routesPath);
    await apart("EGRESS_RECORD", path, "EGRESS_LEARN", learnPath);
  }
}

/** The file that is recorded into, and behind it those that were, from the newest to the oldest. */
export function recordFiles(path: string): readonly string[] {
  const older = Array.from({ length: limits.recordFiles - 1 }, (_, i) => `${path}.${i + 1}`);
  return [path, ...older];
}

async function apart(
  variable: string,
  path: string | undefined,
  otherVariable: string,
  other: string | undefined,
): Promise<void> {
  if (path === undefined || other === undefined || !await sameFile(path, other)) return;
  throw new ConfigError(
    { file: variable },
    `it names the file of ${otherVariable}`,
    "name a file of its own: what agents asked for must not be read as routes",
  );
}

/**
 * The text of the routes file. It is looked at with each load that it has not become the file that is
 * learned into or recorded into: a link may have been laid meanwhile.
 *
 * @throws ConfigError, or what reading throws
 */
export async function readRoutesText(files: OwnFiles): Promise<string> {
  await checkOwnFiles(files);
  return await Deno.readTextFile(files.routesPath);
}
