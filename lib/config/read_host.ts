import { isIP } from "node:net";
import { parseHost } from "../policy/host.ts";
import { expectString, refuse, refuseAs } from "./expect.ts";
import type { Positioned } from "./positioned.ts";

/**
 * The host of a route in its canonical form, or `*.` and such a host. The case is free; a scheme, a
 * port, a path or a trailing dot is an error whose mend says how the route is written without it.
 */
export function readHost(node: Positioned): string {
  const text = expectString(node, "host", "write a host name such as api.example.com");
  const wildcard = text.startsWith("*.");
  const name = wildcard ? text.slice(2) : text;
  const bad = (wrong: string, mend: string) => refuse(node.place, wrong, mend);

  if (text === "*") {
    return bad(
      'the host "*" would allow every host',
      'name each host, or write a wildcard such as "*.example.com"',
    );
  }
  if (name.includes("*")) {
    return bad(
      "a wildcard stands only for the first labels of a host",
      'write it as "*.example.com", or name each host',
    );
  }
  const url = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(name);
  if (url !== null) {
    return bad("host is a URL", `write ${withPort(hostOf(url[1] ?? ""))}, and the path in matches`);
  }
  if (/[/?#]/.test(name)) {
    return bad("host contains a path", "write the host alone, and the path in matches");
  }
  const port = /^(\[[^\]]*\]|[^:]*):(\d{1,5})$/.exec(name);
  if (port !== null) {
    return bad("host contains a port", `write ${withPort({ host: port[1] ?? "", port: port[2] })}`);
  }
  if (/^\[.*\]$/.test(name)) return bad("host has brackets", "write the IPv6 address without them");
  if (name.endsWith(".")) {
    return bad("host ends with a dot", "write it without the dot at the end");
  }
  const parsed = parseHost(name);
  if (!parsed.ok) {
    return refuseAs(node.place, parsed.refusal, "write a host name such as api.example.com");
  }
  if (wildcard && isIP(parsed.value) !== 0) {
    return bad("a wildcard of an IP address", "write the address without *.");
  }
  return wildcard ? `*.${parsed.value}` : parsed.value;
}

function hostOf(authority: string): { host: string; port: string | undefined } {
  const parts = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(authority);
  return { host: parts?.[1] ?? "", port: parts?.[2] };
}

/** How a host and its port are written in a route; the host is quoted only where it is a plain name. */
function withPort({ host, port }: { host: string; port: string | undefined }): string {
  const bare = host.replace(/^\[|\]$/g, "");
  const shown = /^[A-Za-z0-9._:-]{1,253}$/.test(bare) ? bare : "the host alone";
  return port === undefined ? shown : `${shown} and "ports: [${port}]"`;
}
