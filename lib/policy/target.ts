import { type Authority, defaultPorts, type Scheme } from "./authority.ts";
import { checkPath } from "./check_path.ts";
import { accept, refuse } from "./outcome.ts";
import { parseAuthority } from "./parse_authority.ts";
import type { Outcome } from "./refusal.ts";

/** Where a request goes, read once; path and query stay raw, so that what is judged is what is sent. */
export interface Target {
  readonly scheme: Scheme;
  readonly host: string;
  readonly port: number;
  /** Raw, begins with "/", or is "*". */
  readonly path: string;
  /** Raw, without "?"; undefined where the target has none, "" where it ends with "?". */
  readonly query: string | undefined;
}

/** Path and query as they are sent: the origin form of a request target. */
export function originForm({ path, query }: Pick<Target, "path" | "query">): string {
  return query === undefined ? path : `${path}?${query}`;
}

/** Where a request was read: on the proxy's own port, or inside a CONNECT tunnel. */
export type TargetScope =
  | { readonly kind: "proxy" }
  | { readonly kind: "tunnel"; readonly scheme: Scheme; readonly authority: Authority };

/**
 * Reads a request target (RFC 9112 section 3.2). On the proxy's port it must be in absolute form;
 * in a tunnel in origin form, or in an absolute form that names the very tunnel (else 421), or "*"
 * with OPTIONS. TRACE and CONNECT are a 405; a method that is not upper case, a fragment, raw
 * controls and non-ASCII, and paths that check_path.ts refuses are a 400. The query is not judged
 * here, since no rule but git's reads it.
 */
export function parseTarget(
  method: string,
  rawTarget: string,
  scope: TargetScope,
): Outcome<Target> {
  const permitted = checkMethod(method);
  if (!permitted.ok) return permitted;
  if (!VISIBLE.test(rawTarget)) {
    return ambiguous(
      "the target has a control, a space or a character that is not ASCII; percent-encode it",
    );
  }
  if (rawTarget.includes("#")) {
    return ambiguous("the target has a fragment; write the URL without # and what follows");
  }
  if (scope.kind === "tunnel") {
    if (rawTarget.startsWith("/")) return withPath(scope.scheme, scope.authority, rawTarget);
    if (rawTarget === "*") return asterisk(method, scope.scheme, scope.authority);
  }
  const absolute = ABSOLUTE.exec(rawTarget);
  if (absolute === null) return refuseForm(scope);
  const [, schemeText = "", authorityText = "", rest = ""] = absolute;
  const scheme = schemeText.toLowerCase() === "https" ? "https" : "http";
  const authority = parseAuthority(authorityText, defaultPorts[scheme]);
  if (!authority.ok) return authority;
  if (scope.kind === "tunnel" && !isTunnel(scope, scheme, authority.value)) {
    return refuse(
      421,
      "authority-mismatch",
      `the target names ${scheme}://${authority.value.host}, but the tunnel was opened to ` +
        `${scope.scheme}://${scope.authority.host}; open a tunnel of its own for each host`,
    );
  }
  // RFC 9112 section 3.2.4: OPTIONS on an empty path without query means the server as a whole.
  if (rest === "" && method === "OPTIONS") return asterisk(method, scheme, authority.value);
  // RFC 9112 section 3.2.1: an empty path is sent as "/".
  return withPath(scheme, authority.value, rest.startsWith("/") ? rest : `/${rest}`);
}

/** Reads the target of a CONNECT: `host:port`, the port always written (RFC 9110 section 9.3.6). */
export function parseConnectTarget(raw: string): Outcome<Authority> {
  return parseAuthority(raw, undefined);
}

/** One or more visible ASCII characters. */
const VISIBLE = /^[\x21-\x7e]+$/;
const ABSOLUTE = /^(https?):\/\/([^/?]*)(.*)$/i;

function checkMethod(method: string): Outcome<undefined> {
  if (/[a-z]/.test(method)) {
    return refuse(400, "method-not-allowed", "the method must be in upper case");
  }
  if (method === "TRACE") {
    return refuse(405, "method-not-allowed", "TRACE is not forwarded, as it echoes credentials");
  }
  if (method === "CONNECT") {
    return refuse(405, "method-not-allowed", "CONNECT inside a tunnel is not supported");
  }
  return accept(undefined);
}

function withPath(scheme: Scheme, authority: Authority, rest: string): Outcome<Target> {
  const mark = rest.indexOf("?");
  const path = mark === -1 ? rest : rest.slice(0, mark);
  const checked = checkPath(path);
  if (!checked.ok) return checked;
  const query = mark === -1 ? undefined : rest.slice(mark + 1);
  return accept({ scheme, host: authority.host, port: authority.port, path, query });
}

function asterisk(method: string, scheme: Scheme, authority: Authority): Outcome<Target> {
  if (method !== "OPTIONS") {
    return refuse(400, "bad-request", 'the target "*" is for OPTIONS only; write a path');
  }
  return accept({
    scheme,
    host: authority.host,
    port: authority.port,
    path: "*",
    query: undefined,
  });
}

function isTunnel(
  scope: Extract<TargetScope, { kind: "tunnel" }>,
  scheme: Scheme,
  authority: Authority,
): boolean {
  return scheme === scope.scheme && authority.host === scope.authority.host &&
    authority.port === scope.authority.port;
}

function refuseForm(scope: TargetScope): Outcome<never> {
  switch (scope.kind) {
    case "proxy":
      return refuse(
        400,
        "bad-request",
        "this is an HTTP proxy: the target must be a whole http:// or https:// URL, or CONNECT " +
          "host:port; set HTTP_PROXY and HTTPS_PROXY to this address and request the URL itself",
      );
    case "tunnel":
      return refuse(
        400,
        "bad-request",
        'the target in a tunnel must be a path that begins with "/"',
      );
  }
  scope satisfies never;
}

function ambiguous(words: string): Outcome<never> {
  return refuse(400, "ambiguous-target", words);
}
