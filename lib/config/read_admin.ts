import { limits } from "../limits.ts";
import { parseHost } from "../policy/host.ts";
import { Secret } from "../secret.ts";
import { ConfigError } from "./config_error.ts";
import { parseSocketAddress, type SocketAddress } from "./socket_address.ts";

/** The operator's listener. */
export interface AdminSettings {
  /** Port 0 asks the system for a free one. */
  readonly listen: SocketAddress;
  /** Undefined: one is made at the start and shown once. */
  readonly token: Secret | undefined;
  /** Canonical names that it may be called by, beside IP addresses and `localhost`. */
  readonly hosts: readonly string[];
}

/**
 * The variables of the operator's listener, blank ones as undefined; without `EGRESS_ADMIN` there is
 * none. Throws ConfigError, which names the variable and never the token.
 */
export function readAdmin(
  variables: {
    readonly EGRESS_ADMIN: string | undefined;
    readonly EGRESS_ADMIN_TOKEN: string | undefined;
    readonly EGRESS_ADMIN_HOSTS: string | undefined;
  },
): AdminSettings | undefined {
  if (variables.EGRESS_ADMIN === undefined) return undefined;
  const listen = parseSocketAddress(variables.EGRESS_ADMIN);
  if (listen === undefined) {
    throw new ConfigError(
      { file: "EGRESS_ADMIN" },
      "expected an IP address and a port",
      "write it as 127.0.0.1:9098 or [::1]:9098, or unset it for no console",
    );
  }
  return {
    listen,
    token: readToken(variables.EGRESS_ADMIN_TOKEN),
    hosts: readHosts(variables.EGRESS_ADMIN_HOSTS),
  };
}

function readToken(value: string | undefined): Secret | undefined {
  if (value === undefined) return undefined;
  const fits = /^[\x21-\x7e]+$/.test(value) && value.length >= limits.adminTokenLeastChars;
  if (fits) return new Secret(value);
  throw new ConfigError(
    { file: "EGRESS_ADMIN_TOKEN" },
    `expected at least ${limits.adminTokenLeastChars} visible ASCII characters without spaces`,
    "make one with openssl rand -base64 32, or unset it to have one made at each start",
  );
}

function readHosts(value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  return value.split(",").map((item, index) => {
    const host = parseHost(item.trim());
    if (host.ok) return host.value;
    throw new ConfigError(
      { file: "EGRESS_ADMIN_HOSTS" },
      `item ${index + 1} is not a host name`,
      "write names with commas between them and without ports, as egress.internal,console.test",
    );
  });
}
