import { parseTarget } from "../policy/target.ts";
import { Secret } from "../secret.ts";
import { ConfigError } from "./config_error.ts";

/**
 * The URL that notices of new questions are sent to. It is kept as a secret, since whoever has it can
 * write to where the operator reads. Throws ConfigError, without the URL in it.
 */
export function readNotifyUrl(value: string | undefined): Secret | undefined {
  if (value === undefined) return undefined;
  if (parseTarget("POST", value, { kind: "proxy" }).ok) return new Secret(value);
  throw new ConfigError(
    { file: "EGRESS_NOTIFY_URL" },
    "expected an http:// or https:// URL without user, password and fragment",
    "write it as https://hooks.example.com/egress",
  );
}
