import { readPath } from "../../config/read_path.ts";
import { readPattern } from "../../config/read_pattern.ts";
import { isToken } from "../../config/token.ts";
import { parseHost } from "../../policy/host.ts";
import type { LearnedPath, LearnedRoute, LearnedRoutes } from "./learned.ts";
import { PROPOSAL_HEAD } from "./proposal_text.ts";

/**
 * Reads what `proposalText` wrote, counts included; undefined for any other file. A line that was edited
 * into something else is left out, and with it what it said.
 */
export function readProposal(text: string): LearnedRoutes | undefined {
  if (!text.startsWith(PROPOSAL_HEAD)) return undefined;
  const routes: (LearnedRoute & { ports: readonly number[]; route: string | null })[] = [];
  let left = 0;
  let paths: LearnedPath[] = [];
  for (const line of text.split("\n")) {
    const host = stringIn(/^ {2}- host: (".*") # \d+ denied$/, line);
    if (host !== undefined) {
      paths = [];
      if (!parseHost(host).ok) continue;
      const matches = [{ methods: [], paths }];
      routes.push({ host, ports: [], route: null, requests: 0, matches });
      continue;
    }
    left += Number(/^# (\d{1,9}) more denied: /.exec(line)?.[1] ?? 0);
    const route = routes.at(-1);
    if (route === undefined) continue;
    route.route = stringIn(/^ {4}# There is a route (".*"): /, line) ?? route.route;
    const ports = /^ {4}ports: \[([\d, ]+)\]$/.exec(line)?.[1]?.split(", ").map(Number);
    route.ports = ports?.filter((port) => port >= 1 && port <= 65_535) ?? route.ports;
    const path = readPathLine(line);
    if (path !== undefined) paths.push(path);
  }
  return { routes, left_out: left };
}

function readPathLine(line: string): LearnedPath | undefined {
  const found = /^ {10}- \{ type: (exact|regex), value: (".*") \} # (.+)$/.exec(line);
  const type = found?.[1] === "exact" ? "exact" : "regex";
  const value = found === null ? undefined : parsedString(found[2]);
  if (value === undefined || !loads(type, value)) return undefined;
  const counts = [...(found?.[3] ?? "").matchAll(/(\S+) (\d{1,12})(?:, |$)/g)]
    .map(([, method = "", count]) => [method, Number(count)] as const)
    .filter(([method]) => isToken(method) && method === method.toUpperCase());
  return counts.length === 0 ? undefined : { type, value, counts: Object.fromEntries(counts) };
}

/** What no routes file would load must not come back into a proposal. */
function loads(type: LearnedPath["type"], value: string): boolean {
  try {
    if (type === "exact") readPath(value, { file: "" });
    else readPattern(value, { file: "" });
    return value.startsWith("/");
  } catch {
    return false;
  }
}

function stringIn(pattern: RegExp, line: string): string | undefined {
  return parsedString(pattern.exec(line)?.[1]);
}

function parsedString(json: string | undefined): string | undefined {
  if (json === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}
