import { ask, isSecure, type Way, ways } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import type { Upstreams } from "./upstream_cells.ts";
import { leftIn, QUIET, startWorld } from "./world.ts";

const DAY_MS = 24 * 3_600_000;
/** What a machine's clock does that sleeps, is set, or begins in 1970. */
const JUMPS: Readonly<Record<string, number>> = {
  "a day ahead": DAY_MS,
  "forty days ahead": 40 * DAY_MS,
  "twenty years ahead": 20 * 365 * DAY_MS,
  "a day back": -DAY_MS,
  "forty days back": -40 * DAY_MS,
  "to 1970": -Infinity,
};

/** The clock of the day jumps before a request, while it waits, and comes back; not to be run beside others. */
export function clockCells({ plain, secure }: Upstreams, quick: boolean): readonly Cell[] {
  const jumps = Object.entries(JUMPS);
  return (quick ? jumps.slice(1, 2) : jumps).flatMap(([name, ms]) =>
    ways.flatMap((way): Cell[] => {
      const port = (isSecure(way) ? secure : plain).port;
      const question = { authority: `${QUIET}:${port}`, path: "/good" };
      const row = `clock jumps ${name}`;
      return [{
        row,
        phase: `before a request, ${way}`,
        allows: allowedIn(way),
        run: () =>
          inWorld(async (world) => {
            using _jump = jump(ms);
            return await ask(world, way, question);
          }),
      }, {
        row,
        phase: `and comes back, ${way}`,
        // Nothing that was made by the wrong clock may be shown by the right one.
        allows: ["whole"],
        run: () =>
          inWorld(async (world) => {
            {
              using _jump = jump(ms);
              await ask(world, way, question);
            }
            return await ask(world, way, question);
          }),
      }];
    })
  );
}

/** A certificate of another day is refused by the agent, whose clock is right. */
const allowedIn = (way: Way): readonly Seen[] => isSecure(way) ? ["whole", "cut"] : ["whole"];

async function inWorld(
  work: (world: Awaited<ReturnType<typeof startWorld>>) => Promise<Seen>,
): Promise<Seen> {
  const right = Date.now;
  // The parts of a sidecar take their clock when they are made.
  Date.now = () => Math.max(1, right() + skewMs);
  try {
    await using world = await startWorld();
    const seen = await work(world);
    const [left] = await leftIn(world);
    return left === undefined ? seen : `wrong: ${left}`;
  } finally {
    Date.now = right;
  }
}

/** Moves what `Date.now` says until it is disposed of, also for those who have taken it up by now. */
function jump(ms: number): Disposable {
  skewMs = ms;
  return {
    [Symbol.dispose]() {
      skewMs = 0;
    },
  };
}

let skewMs = 0;
