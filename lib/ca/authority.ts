import { ConfigError } from "../config/config_error.ts";
import { limits } from "../limits.ts";
import { failureWords } from "./failure_words.ts";
import { ownership } from "./ownership.ts";
import { readAuthority } from "./read_authority.ts";
import type { SigningAuthority } from "./signing_authority.ts";

/**
 * Loads the authority from its file and changes nothing. Undefined if there is no such file:
 * `makeAuthority` makes one.
 *
 * @param now milliseconds since 1970
 * @throws ConfigError if the file exists and is of no use: it names path, owner, mode, own uid and the
 * mend, and carries nothing of the content
 */
export async function loadAuthority(
  path: string,
  now: () => number = Date.now,
): Promise<SigningAuthority | undefined> {
  let text: string;
  try {
    const info = await Deno.stat(path);
    if (!info.isFile) throw new Unusable("it is not a file", "name a PEM file in EGRESS_CA");
    if (info.size > limits.authorityFileBytes) {
      throw new Unusable(
        `it has ${info.size} bytes where a key and its certificates have under ${limits.authorityFileBytes}`,
        "name a PEM file in EGRESS_CA",
      );
    }
    text = await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw await configError(path, error instanceof Unusable ? error : unreadable(error));
  }
  const reading = await readAuthority(text, now());
  if (reading.ok) return reading.authority;
  throw await configError(path, new Unusable(reading.fault, reading.mend));
}

/** Why the file is of no use. Thrown and caught in this file alone. */
class Unusable extends Error {
  constructor(readonly fault: string, readonly mend: string) {
    super(fault);
  }
}

function unreadable(error: unknown): Unusable {
  return new Unusable(
    `it cannot be read: ${failureWords(error)}`,
    "give the sidecar's user read access to the file and its folders, or name another in EGRESS_CA",
  );
}

async function configError(path: string, { fault, mend }: Unusable): Promise<ConfigError> {
  const wrong = `cannot load the authority: ${fault} (${await ownership(path)})`;
  return new ConfigError({ file: path }, wrong, mend);
}
