/**
 * A proposal as a routes.yaml that `egress check` accepts. Texts are written as JSON, which YAML reads
 * alike, so that nothing that an agent chose can end a line or begin a key.
 */
import type { LearnedPath, LearnedRoute, LearnedRoutes } from "./learned.ts";

/** The first line: a file without it is no proposal, and is never written over. */
export const PROPOSAL_HEAD = "# Learned by egress from requests that it denied.";

const HEAD = `${PROPOSAL_HEAD} A proposal for routes.yaml, which the
# sidecar never loads: an agent has written every host and path in it. Read it, and copy what is
# meant. It is written anew while the sidecar runs; what you delete from it meanwhile comes back.
`;

export function proposalText({ routes, left_out }: LearnedRoutes): string {
  const left = left_out === 0
    ? ""
    : `# ${left_out} more denied: with a secret or without room here, or to private addresses.\n`;
  const list = routes.length === 0 ? "routes: []\n" : `routes:\n${routes.map(routeText).join("")}`;
  return `${HEAD}${left}${list}`;
}

function routeText({ host, ports, route, requests, matches }: LearnedRoute): string {
  const lines = [`  - host: ${JSON.stringify(host)} # ${requests} denied`];
  if (route !== null) {
    lines.push(
      `    # There is a route ${JSON.stringify(route)}: add these entries to its matches.`,
    );
  }
  if (ports.length > 0) lines.push(`    ports: [${ports.join(", ")}]`);
  lines.push("    matches:");
  for (const { methods, paths } of matches) {
    lines.push(
      `      - methods: [${methods.map((method) => JSON.stringify(method)).join(", ")}]`,
      "        paths:",
      ...paths.map(pathText),
    );
  }
  return `${lines.join("\n")}\n`;
}

function pathText({ type, value, counts }: LearnedPath): string {
  const told = Object.entries(counts).map(([method, count]) => `${method} ${count}`).join(", ");
  return `          - { type: ${type}, value: ${JSON.stringify(value)} } # ${told}`;
}
