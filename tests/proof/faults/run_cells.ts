import type { ProofRow } from "../section.ts";
import { type Cell, type Seen, TRIES } from "./cell.ts";

/** How many cells run at a time: each has a few sockets. */
const AT_ONCE = 48;

/** The share of cells that a busy machine may keep from their phase, where clocks run fast. */
const MOST_UNREACHED = 0.5;

/** Runs cells and says of each row how many there are and how many saw what they may not. */
export async function runCells(
  cells: readonly Cell[],
  atOnce = AT_ONCE,
): Promise<{ rows: ProofRow[]; failures: string[] }> {
  const rows = new Map<string, { tried: number; through: number; seen: Map<string, number> }>();
  const failures: string[] = [];
  let unreached = 0;
  const left = [...cells].reverse();
  const work = async () => {
    for (let cell = left.pop(); cell !== undefined; cell = left.pop()) {
      const seen = await see(cell);
      const row = rows.get(cell.row) ?? { tried: 0, through: 0, seen: new Map() };
      rows.set(cell.row, row);
      row.tried++;
      row.seen.set(seen, (row.seen.get(seen) ?? 0) + 1);
      // Refused or cut before its phase: not what the cell is about, and nothing wrong.
      if (seen === "unreached") unreached++;
      if (seen === "unreached" || cell.allows.includes(seen)) continue;
      row.through++;
      failures.push(`${cell.row}, ${cell.phase}: ${seen}, not ${cell.allows.join(" or ")}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  if (unreached > cells.length * MOST_UNREACHED) {
    failures.push(`${unreached} of ${cells.length} cells did not reach their phase`);
  }
  return {
    rows: [...rows].map(([name, { tried, through, seen }]) => ({
      name,
      tried,
      through,
      note: [...seen].map(([what, count]) => `${count} ${what}`).join(", "),
    })),
    failures,
  };
}

async function see(cell: Cell): Promise<Seen> {
  for (let tries = 1; tries < TRIES; tries++) {
    const seen = await run(cell);
    if (seen !== "unreached") return seen;
  }
  return await run(cell);
}

/** A surprise of the matrix itself is told by its words: no cell reads a secret. */
async function run(cell: Cell): Promise<Seen> {
  try {
    return await cell.run();
  } catch (error) {
    return `wrong: ${error instanceof Error ? error.message.slice(0, 200) : typeof error}`;
  }
}
