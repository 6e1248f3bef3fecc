/**
 * Law: a setting that cannot be read stops the start. Only the operator's time-out falls back, since
 * the contract says so. A variable that is set but blank counts as unset, but for the proxy's token:
 * a blank one is a token that went missing, and must not open the proxy to everybody.
 */
import { limits } from "../limits.ts";
import { Secret } from "../secret.ts";
import { type Cidr, defaultClients, parseCidr } from "../policy/cidr.ts";
import { caCandidates } from "./ca_path.ts";
import { ConfigError } from "./config_error.ts";
import { knownSecrets } from "./known_secrets.ts";
import type { NamedSecret } from "./named_secret.ts";
import { type AdminSettings, readAdmin } from "./read_admin.ts";
import { readNotifyUrl } from "./read_notify_url.ts";
import { readTracing } from "./read_tracing.ts";
import { parseSocketAddress, type SocketAddress } from "./socket_address.ts";
import { tokenAllowTimeout } from "./token_allow_timeout.ts";

export interface Settings {
  readonly routesPath: string;
  /** Port 0 asks the system for a free one. */
  readonly listen: SocketAddress;
  /** See `chooseCaPath`. */
  readonly caCandidates: readonly string[];
  /** A connection from elsewhere is closed at accept. */
  readonly clients: readonly Cidr[];
  readonly proxyToken: Secret | undefined;
  /** In the shape of `Deno.resolveDns`; undefined: the system's resolver. */
  readonly dns: { readonly ipAddr: string; readonly port: number } | undefined;
  /** The path of a PEM file with further roots for upstream certificates. */
  readonly upstreamCa: string | undefined;
  /** From the environment; those of the routes come from `createCredentialValues`. */
  readonly knownSecrets: readonly NamedSecret[];
  /** A request's body up to this size is held and judged whole; a larger one is judged as it streams. */
  readonly heldBodyBytes: number;
  readonly supervision: Supervision | undefined;
  readonly tokenAllowTimeoutSeconds: number;
  /** The operator's console and metrics; undefined: there are none. */
  readonly admin: AdminSettings | undefined;
  /** Where notices of new questions go. */
  readonly notifyUrl: Secret | undefined;
  /** The file of a proposal that is learned from denied requests. */
  readonly learnPath: string | undefined;
  /** The file of a record of requests, which others are rotated behind. */
  readonly recordPath: string | undefined;
  /** Whether each request is a span that the platform exports. */
  readonly tracing: boolean;
}

export interface Supervision {
  readonly queueDir: string;
  readonly slug: string;
}

export interface ReadSettings {
  readonly settings: Settings;
  /** Whole lines for stderr. */
  readonly warnings: readonly string[];
}

/** The environment as settings (contract, section 1). Throws ConfigError, which names the variable. */
export function readSettings(env: Readonly<Record<string, string>>): ReadSettings {
  const timeout = tokenAllowTimeout(env.EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS);
  const supervision = readSupervision(env);
  const warnings = [timeout.warning, supervision.warning].filter((line) => line !== undefined);
  const settings: Settings = {
    routesPath: text(env, "EGRESS_ROUTES") ?? "/etc/egress/routes.yaml",
    listen: readListen(text(env, "EGRESS_LISTEN")),
    caCandidates: caCandidates(env),
    clients: readClients(text(env, "EGRESS_CLIENTS")),
    proxyToken: readProxyToken(env.EGRESS_PROXY_TOKEN),
    dns: readDns(text(env, "EGRESS_DNS")),
    upstreamCa: text(env, "EGRESS_UPSTREAM_CA"),
    knownSecrets: knownSecrets(env),
    heldBodyBytes: readHeldBodyBytes(text(env, "EGRESS_HELD_BODY_BYTES")),
    supervision: supervision.value,
    tokenAllowTimeoutSeconds: timeout.seconds,
    admin: readAdmin({
      EGRESS_ADMIN: text(env, "EGRESS_ADMIN"),
      EGRESS_ADMIN_TOKEN: text(env, "EGRESS_ADMIN_TOKEN"),
      EGRESS_ADMIN_HOSTS: text(env, "EGRESS_ADMIN_HOSTS"),
    }),
    notifyUrl: readNotifyUrl(text(env, "EGRESS_NOTIFY_URL")),
    learnPath: text(env, "EGRESS_LEARN"),
    recordPath: text(env, "EGRESS_RECORD"),
    tracing: readTracing(env),
  };
  return { settings, warnings };
}

function text(env: Readonly<Record<string, string>>, name: string): string | undefined {
  const value = (env[name] ?? "").trim();
  return value === "" ? undefined : value;
}

function readListen(value: string | undefined): SocketAddress {
  if (value === undefined) return { hostname: "127.0.0.1", port: 9099 };
  const address = parseSocketAddress(value);
  if (address !== undefined) return address;
  throw new ConfigError(
    { file: "EGRESS_LISTEN" },
    "expected an IP address and a port",
    "write it as 127.0.0.1:9099, 0.0.0.0:9099 or [::1]:9099",
  );
}

function readDns(value: string | undefined): Settings["dns"] {
  if (value === undefined) return undefined;
  const address = parseSocketAddress(value);
  if (address !== undefined && address.port !== 0) {
    return { ipAddr: address.hostname, port: address.port };
  }
  throw new ConfigError(
    { file: "EGRESS_DNS" },
    "expected the IP address and port of a DNS server",
    "write it as 192.0.2.53:53 or [2001:db8::53]:53",
  );
}

function readClients(value: string | undefined): readonly Cidr[] {
  if (value === undefined) return defaultClients;
  return value.split(",").map((item, index) => {
    const cidr = parseCidr(item.trim());
    if (cidr !== undefined) return cidr;
    throw new ConfigError(
      { file: "EGRESS_CLIENTS" },
      `item ${index + 1} is not an address range`,
      "write ranges with commas between them, as 127.0.0.0/8,10.0.0.0/8,::1/128",
    );
  });
}

function readProxyToken(value: string | undefined): Secret | undefined {
  if (value === undefined) return undefined;
  // A blank or one with line breaks can stand in no header: nobody could ever connect.
  if (value !== "" && !/[\p{Cc}\s]/u.test(value)) return new Secret(value);
  throw new ConfigError(
    { file: "EGRESS_PROXY_TOKEN" },
    "expected a token without spaces and line breaks, and it is blank or has some",
    "set it to the token, or unset it to ask for none",
  );
}

function readHeldBodyBytes(value: string | undefined): number {
  if (value === undefined) return limits.heldBodyBytes;
  const bytes = /^[0-9]{1,12}$/.test(value) ? Number(value) : NaN;
  if (bytes >= limits.smallBodyBytes && bytes <= limits.heldBodyMostBytes) return bytes;
  throw new ConfigError(
    { file: "EGRESS_HELD_BODY_BYTES" },
    `expected a number of bytes from ${limits.smallBodyBytes} to ${limits.heldBodyMostBytes}`,
    `write it in digits, as ${limits.heldBodyBytes}, or unset it`,
  );
}

function readSupervision(
  env: Readonly<Record<string, string>>,
): { value: Supervision | undefined; warning: string | undefined } {
  const queueDir = text(env, "SUPERVISE_QUEUE_DIR");
  const slug = text(env, "SUPERVISE_BOTTLE_SLUG");
  if (queueDir !== undefined && slug !== undefined) {
    return { value: { queueDir, slug }, warning: undefined };
  }
  return { value: undefined, warning: missingHalf(queueDir, slug, text(env, "SUPERVISE_DB_PATH")) };
}

/** Supervision that was meant but is not on; undefined where nothing speaks of it. */
function missingHalf(
  queueDir: string | undefined,
  slug: string | undefined,
  database: string | undefined,
): string | undefined {
  const off = "so supervision is off and every finding is a refusal";
  if (queueDir !== undefined) {
    return `egress: SUPERVISE_QUEUE_DIR is set but SUPERVISE_BOTTLE_SLUG is not, ${off}`;
  }
  if (database !== undefined) {
    return "egress: SUPERVISE_DB_PATH is set but SUPERVISE_QUEUE_DIR is not; " +
      `the queue in a database is not read, ${off}`;
  }
  if (slug !== undefined) {
    return `egress: SUPERVISE_BOTTLE_SLUG is set but SUPERVISE_QUEUE_DIR is not, ${off}`;
  }
  return undefined;
}
