import { loadAuthority } from "../ca/authority.ts";
import { caCandidates, chooseCaPath } from "../config/ca_path.ts";
import { ConfigError } from "../config/config_error.ts";
import type { CommandContext, ExitCode } from "./command.ts";

/** `egress ca`: the certificate of the sidecar's authority, which is loaded and never made here. */
export async function ca({ env, terminal }: CommandContext): Promise<ExitCode> {
  const path = await chooseCaPath(caCandidates(env));
  try {
    const authority = await loadAuthority(path);
    if (authority !== undefined) {
      terminal.print(authority.certificatePem.trimEnd());
      return 0;
    }
    terminal.warn(`egress: ${path}: there is no authority yet; "egress run" makes it at its start`);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.warn(`egress: ${error.message}`);
  }
  return 1;
}
