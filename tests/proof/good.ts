import { goodGroups } from "./good/index.ts";
import type { GoodRow } from "./good/good_row.ts";
import { WEB_SOCKET_CASES, webSocketPasses } from "./good/websocket_passes.ts";
import { passes } from "./good/passes.ts";
import type { ProofOptions, ProofRow, Section } from "./section.ts";
import { startWorld } from "./world/world.ts";
import { OVER_HTTP1 } from "./escapes/request_attempts.ts";
import { type Way, WAYS } from "./world/ways.ts";

const ROUTES = `
log: 1
routes:
  - host: good.test
    allow_private_addresses: true
  - host: fetch.test
    allow_private_addresses: true
    git: { fetch: true }
`;

/**
 * Sends what agents really send to routes with all detectors on, and compares every byte that arrives
 * on either side. What is blocked or changed is counted as "through", since it fails the proof alike.
 */
export async function run({ quick, seed }: ProofOptions): Promise<Section> {
  await using world = await startWorld({ routes: ROUTES, names: ["good.test", "fetch.test"] });
  const rows: ProofRow[] = [];
  const failures: string[] = [];
  let index = seed;
  for (const { group, rows: exchanges } of goodGroups) {
    let tried = 0;
    let changed = 0;
    for (const row of exchanges) {
      for (const way of waysOf(row, quick, index++)) {
        tried += 1;
        const wrong = await passes(world, way, row);
        if (wrong === undefined) continue;
        changed += 1;
        failures.push(`${group}, ${row.name}, ${way}: ${wrong}`);
      }
    }
    rows.push({ name: group, tried, through: changed, note: `${exchanges.length} exchanges` });
  }
  const wrong = await webSocketPasses(world);
  rows.push({ name: "WebSockets", tried: WEB_SOCKET_CASES, through: wrong.length });
  failures.push(...wrong.map((what) => `WebSockets, ${what}`));
  const count = goodGroups.reduce((sum, group) => sum + group.rows.length, 0);
  return {
    title: "Good traffic",
    rows,
    failures,
    figures: [
      `${count} exchanges, each by ${quick ? "one way" : "all ways"} that can carry it. Here ` +
      '"through" counts what was blocked or arrived with a byte changed, on either side.',
    ],
  };
}

function waysOf({ chunkBytes, ways }: GoodRow, quick: boolean, index: number): readonly Way[] {
  const able = ways ?? (chunkBytes === undefined ? WAYS : OVER_HTTP1);
  return quick ? able.slice(index % able.length).slice(0, 1) : able;
}
