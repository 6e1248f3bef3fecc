/** The operator's console as a part of the sidecar; nothing of it is imported where it is off. */
import type { AdminParts, AdminQueue } from "../admin/admin_parts.ts";
import type { AdminServer } from "../admin/serve_admin.ts";
import type { AdminSettings } from "../config/read_admin.ts";
import type { Settings } from "../config/settings.ts";
import { Secret } from "../secret.ts";
import { jsonFolderDesk } from "../supervise/json_folder_desk.ts";
import { platformTimers } from "../supervise/timers.ts";

export interface Console extends AdminServer {
  /** Where the operator reads a question. It does not open anything by itself. */
  link(question: string): string;
}

type Given = Pick<
  AdminParts,
  "observer" | "routes" | "counts" | "token" | "version" | "redact" | "turn" | "learned"
>;

/**
 * Opens the console, and tells the operator where it is: with the token only if it was made here, since
 * nobody else could tell it then.
 *
 * @throws ConfigError if it cannot listen there
 */
export async function openConsole(
  admin: AdminSettings,
  settings: Pick<Settings, "supervision" | "tokenAllowTimeoutSeconds">,
  parts: Given & { readonly write: (line: string) => void },
): Promise<Console> {
  const { serveAdmin } = await import("../admin/serve_admin.ts");
  const server = serveAdmin(admin.listen, {
    ...parts,
    hosts: admin.hosts,
    queue: adminQueue(settings),
    wallClock: Date.now,
    timers: platformTimers,
  });
  const url = consoleUrl(server.address, admin.hosts);
  const opened = admin.token === undefined
    ? `${url}#token=${parts.token.reveal()}`
    : `${url}, with the token of EGRESS_ADMIN_TOKEN`;
  parts.write(`egress: the operator's console: ${opened}`);
  return { ...server, link: (question) => `${url}#question=${question}` };
}

/** 256 random bits. */
export function makeToken(): Secret {
  return new Secret(
    crypto.getRandomValues(new Uint8Array(32)).toBase64({
      alphabet: "base64url",
      omitPadding: true,
    }),
  );
}

/** By its first name, where it has any; a listener on all addresses is reached by loopback too. */
function consoleUrl(
  { hostname, port }: Pick<Deno.NetAddr, "hostname" | "port">,
  [name]: readonly string[],
): string {
  const address = hostname === "0.0.0.0" ? "127.0.0.1" : hostname === "::" ? "::1" : hostname;
  const host = name ?? (address.includes(":") ? `[${address}]` : address);
  return `http://${host}:${port}/`;
}

function adminQueue(
  { supervision, tokenAllowTimeoutSeconds }: Pick<
    Settings,
    "supervision" | "tokenAllowTimeoutSeconds"
  >,
): AdminQueue | undefined {
  return supervision && {
    desk: jsonFolderDesk(supervision.queueDir),
    slug: supervision.slug,
    timeoutSeconds: tokenAllowTimeoutSeconds,
  };
}
