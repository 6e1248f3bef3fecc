import type { CredentialForm, CredentialRule, CredentialSource } from "../policy/route.ts";
import { entryOf, expectString, refuse } from "./expect.ts";
import type { MapAt, Positioned } from "./positioned.ts";
import { isToken } from "./token.ts";

/** The keys of a route that speak of its credential. */
export const credentialKeys = [
  "auth_scheme",
  "auth_header",
  "auth_user",
  "token_env",
  "token_file",
] as const;

/**
 * The credential of a route; undefined where none of its keys is written. A source (`token_env` or
 * `token_file`) and a form (`auth_scheme` or `auth_header`) need each other. No error quotes a value:
 * a token pasted in place of the variable's name must not reach the log.
 */
export function readCredential(route: MapAt): CredentialRule | undefined {
  const source = readSource(route);
  const form = readForm(route);
  if (source === undefined && form === undefined) return undefined;
  if (source === undefined) {
    return refuse(
      keyPlace(route, ["auth_scheme", "auth_header"]),
      "a form of credential without its source",
      "add token_env (the name of a variable) or token_file, or remove it",
    );
  }
  if (form === undefined) {
    return refuse(
      keyPlace(route, ["token_env", "token_file"]),
      "a source of credential without its form",
      'add "auth_scheme: Bearer" or auth_header, or remove it',
    );
  }
  return { source, form };
}

function readSource(route: MapAt): CredentialSource | undefined {
  const env = entryOf(route, "token_env");
  const file = entryOf(route, "token_file");
  if (env !== undefined && file !== undefined) {
    refuse(keyPlace(route, ["token_file"]), "both token_env and token_file", "keep one of the two");
  }
  if (env !== undefined) {
    const name = expectString(env, "token_env", "write the name of an environment variable");
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,127}$/.test(name)) {
      refuse(
        env.place,
        "token_env is not the name of an environment variable",
        "put the value into a variable such as EGRESS_TOKEN_0, and its name here",
      );
    }
    return { kind: "env", name };
  }
  if (file === undefined) return undefined;
  const path = expectString(file, "token_file", "write the absolute path of a file");
  if (!path.startsWith("/") || /\p{Cc}/u.test(path)) {
    refuse(file.place, "token_file is not an absolute path", "write it from the root, as /run/…");
  }
  return { kind: "file", path };
}

function readForm(route: MapAt): CredentialForm | undefined {
  const scheme = entryOf(route, "auth_scheme");
  const header = entryOf(route, "auth_header");
  const user = entryOf(route, "auth_user");
  if (scheme !== undefined && header !== undefined) {
    refuse(
      keyPlace(route, ["auth_header"]),
      "both auth_scheme and auth_header",
      "keep auth_scheme for Authorization, or auth_header for a bare value in that header",
    );
  }
  const name = scheme === undefined ? undefined : readScheme(scheme);
  if (user !== undefined) {
    if (name?.toLowerCase() !== "basic") {
      refuse(
        keyPlace(route, ["auth_user"]),
        "auth_user without auth_scheme: Basic",
        'write "auth_scheme: Basic", or remove auth_user',
      );
    }
    return { kind: "basic", user: readUser(user) };
  }
  if (name !== undefined) return { kind: "scheme", scheme: name };
  return header === undefined ? undefined : { kind: "header", name: readHeader(header) };
}

function readScheme(node: Positioned): string {
  const scheme = expectString(node, "auth_scheme", "write Bearer, or another scheme");
  if (isToken(scheme)) return scheme;
  return refuse(node.place, "auth_scheme is not one word", "write the scheme alone, as Bearer");
}

/** RFC 7617 section 2: no colon and no control; ASCII, since servers disagree about more. */
function readUser(node: Positioned): string {
  const user = expectString(node, "auth_user", "write the user's name");
  if (/^[\x20-\x39\x3b-\x7e]*$/.test(user)) return user;
  return refuse(
    node.place,
    "auth_user has a colon, a control character or a letter outside ASCII",
    "write the user's name alone; the value comes from token_env or token_file",
  );
}

/** Fields that say where a message goes, where it ends or how long a connection lives. */
const ownedHeaders: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

function readHeader(node: Positioned): string {
  const name = expectString(node, "auth_header", "write the name of a header");
  if (!isToken(name)) {
    refuse(node.place, "auth_header is not a header's name", "write the name alone, as x-api-key");
  }
  if (ownedHeaders.has(name.toLowerCase())) {
    refuse(
      node.place,
      `auth_header cannot be ${name}, which the sidecar writes itself`,
      "write the header that the upstream reads its key from, as x-api-key",
    );
  }
  return name;
}

function keyPlace(route: MapAt, keys: readonly string[]) {
  return route.entries.find((entry) => keys.includes(entry.key))?.place ?? route.place;
}
