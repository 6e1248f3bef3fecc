/**
 * Law: a routes file loads as a whole or not at all, and the error says where and how to mend it.
 */
import type { Route } from "../policy/route.ts";
import { createTable } from "../policy/table.ts";
import type { Config, LogLevel } from "./config.ts";
import { entryOf, expectList, expectMap, refuse } from "./expect.ts";
import type { Positioned } from "./positioned.ts";
import { readRoute } from "./read_route.ts";
import { parseYaml } from "./parse_yaml.ts";

/**
 * The text of routes.yaml (YAML 1.2 or JSON) as a Config. `file` is how errors name it. Throws
 * ConfigError for the first thing that is wrong. `routes` must be written, even where it is empty,
 * since a file without it may be one that is just being written.
 */
export function parseRoutes(text: string, file: string): Config {
  const root = expectMap(parseYaml(text, file), "the routes file", ["log", "routes"], EMPTY);
  const log = readLog(entryOf(root, "log"));
  const list = entryOf(root, "routes") ??
    refuse(root.place, "the key routes is absent", EMPTY);
  const items = expectList(list, "routes", `begin each route with "- host:", or ${EMPTY}`);
  const routes = items.map(readRoute);
  return { log, table: createTable(routes), notes: findNotes(routes, items) };
}

const EMPTY = 'write "routes: []" to allow nothing';

function readLog(node: Positioned | undefined): LogLevel {
  if (node === undefined) return 0;
  if (node.kind === "scalar") {
    switch (node.value) {
      case 0:
      case 1:
      case 2:
        return node.value;
    }
  }
  return refuse(
    node.place,
    "log must be the number 0, 1 or 2",
    "write 0 for off, 1 for blocks, 2 for full",
  );
}

/** What is no error, since it refuses rather than allows, but surprises. */
function findNotes(routes: readonly Route[], items: readonly Positioned[]): string[] {
  const notes: string[] = [];
  const firstLines = new Map<string, number>();
  routes.forEach((route, index) => {
    const line = items[index]?.place.line ?? 0;
    const first = firstLines.get(route.host);
    if (first === undefined) firstLines.set(route.host, line);
    else {
      notes.push(
        `line ${line}: this second route of ${route.host} is never reached, ` +
          `since the one at line ${first} comes first; make both one route with several matches`,
      );
    }
    if (route.host === "_egress.local") {
      notes.push(
        `line ${line}: _egress.local is answered by the sidecar itself; this route is never reached`,
      );
    }
    if (route.credential?.form.kind === "scheme" && /^basic$/i.test(route.credential.form.scheme)) {
      notes.push(
        `line ${line}: Basic without auth_user sends the value as it is, ` +
          `so it must already be base64 of user:password; else add auth_user`,
      );
    }
  });
  return notes;
}
