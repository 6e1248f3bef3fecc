import { ConfigError } from "../config/config_error.ts";
import { readSettings } from "../config/settings.ts";
import { type Sidecar, startSidecar } from "../proxy/sidecar.ts";
import { greeting } from "./greeting.ts";
import { VERSION } from "./version.ts";

/**
 * Starts the sidecar that the environment describes and greets; undefined if the configuration is of
 * no use, which is said then. `write` takes one line (the greeting: several) for standard error.
 */
export async function start(
  env: Readonly<Record<string, string>>,
  write: (line: string) => void,
): Promise<Sidecar | undefined> {
  try {
    const { settings, warnings } = readSettings(env);
    warnings.forEach(write);
    const sidecar = await startSidecar({ settings, env, version: VERSION, write });
    write(greeting(sidecar, settings));
    return sidecar;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    write(`egress: ${error.message}`);
    return undefined;
  }
}
