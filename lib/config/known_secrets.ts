import { Secret } from "../secret.ts";
import type { NamedSecret } from "./named_secret.ts";

/**
 * The environment's values that must never leave: every `EGRESS_TOKEN_<n>`, and every variable whose
 * name is or begins with an item of `BOT_BOTTLE_SENSITIVE_PREFIXES`. Empty values are none. The
 * sidecar's own settings are no secrets even where a prefix covers them: the `300` of a timeout would
 * be found everywhere.
 */
export function knownSecrets(env: Readonly<Record<string, string>>): NamedSecret[] {
  // An empty item (a comma at the end) would be a prefix of every name.
  const prefixes = (env.BOT_BOTTLE_SENSITIVE_PREFIXES ?? "").split(",")
    .map((prefix) => prefix.trim()).filter((prefix) => prefix !== "");
  return Object.entries(env)
    .filter(([name, value]) => value !== "" && isSecretName(name, prefixes))
    .map(([name, value]) => ({ name, value: new Secret(value) }));
}

function isSecretName(name: string, prefixes: readonly string[]): boolean {
  if (/^EGRESS_TOKEN_[0-9]+$/.test(name)) return true;
  return !ownSettings.has(name) && prefixes.some((prefix) => name.startsWith(prefix));
}

const ownSettings: ReadonlySet<string> = new Set([
  "BOT_BOTTLE_SENSITIVE_PREFIXES",
  "EGRESS_CA",
  "EGRESS_CLIENTS",
  "EGRESS_DNS",
  "EGRESS_HELD_BODY_BYTES",
  "EGRESS_LISTEN",
  "EGRESS_ROUTES",
  "EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS",
  "EGRESS_UPSTREAM_CA",
  "SUPERVISE_BOTTLE_SLUG",
  "SUPERVISE_DB_PATH",
  "SUPERVISE_QUEUE_DIR",
]);
