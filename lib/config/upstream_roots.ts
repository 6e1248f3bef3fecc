import { ConfigError } from "./config_error.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----/g;

/**
 * The certificates of the file that EGRESS_UPSTREAM_CA names, one PEM each; none if it names none.
 *
 * @throws ConfigError if the file cannot be read or holds no certificate
 */
export async function readUpstreamRoots(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw new ConfigError(
      { file: path },
      `the file that EGRESS_UPSTREAM_CA names cannot be read (${
        error instanceof Error ? error.name : "error"
      })`,
      "name a readable PEM file, or leave the variable unset",
    );
  }
  const found = text.match(CERTIFICATE) ?? [];
  if (found.length > 0) return found;
  throw new ConfigError(
    { file: path },
    "the file that EGRESS_UPSTREAM_CA names holds no certificate",
    "put PEM certificates (BEGIN CERTIFICATE) into it, or leave the variable unset",
  );
}
