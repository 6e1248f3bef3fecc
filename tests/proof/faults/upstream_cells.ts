import type { TestSidecar } from "../../support/test_sidecar.ts";
import { sharedAuthority } from "../../support/tls_authority.ts";
import { ask, isSecure, type Way, ways } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import {
  type Fault,
  faults,
  type FaultyUpstream,
  type Phase,
  startFaultyUpstream,
} from "./faulty_upstream.ts";
import { HOST, QUIET } from "./world.ts";

/** Phases behind the dial, and what may be seen where the upstream fails in them. */
const PHASES: Readonly<Record<Exclude<Phase, "TLS">, readonly Seen[]>> = {
  send: ["refused", "cut"],
  wait: ["refused"],
  "answer head": ["refused"],
  // What came at once with the head is read before the head is said, and is a refusal then.
  "answer body": ["cut", "refused"],
  chunk: ["cut", "refused"],
  trailers: ["cut", "refused"],
  idle: ["whole"],
};

/** Larger than what sockets hold, so that an upstream that does not read is noticed. */
const LARGE = "x".repeat(6 * 1024 * 1024);

/** Enough for a sidecar whose clocks run fast, and would run out over more. */
const MANY = 1024 * 1024;

/** The upstreams of the matrix. */
export interface Upstreams extends AsyncDisposable {
  readonly plain: FaultyUpstream;
  readonly secure: FaultyUpstream;
  readonly early: ReadonlyMap<Fault, FaultyUpstream>;
}

export async function startUpstreams(): Promise<Upstreams> {
  const tls = await (await sharedAuthority()).leaf({ names: [HOST, QUIET] });
  const plain = await startFaultyUpstream();
  const secure = await startFaultyUpstream({ tls });
  const early = new Map<Fault, FaultyUpstream>();
  for (const fault of faults) early.set(fault, await startFaultyUpstream({ early: fault }));
  return {
    plain,
    secure,
    early,
    async [Symbol.asyncDispose]() {
      for (const one of [plain, secure, ...early.values()]) await one[Symbol.asyncDispose]();
    },
  };
}

/**
 * Every fault of an upstream in every phase, by every way.
 *
 * @param swift a sidecar whose clocks run fast enough for stalls to end
 */
export function upstreamCells(
  { plain, secure, early }: Upstreams,
  calm: TestSidecar,
  swift: TestSidecar,
): readonly Cell[] {
  let count = 0;
  const cells: Cell[] = [];
  for (const way of ways) {
    const upstream = isSecure(way) ? secure : plain;
    const authority = `${QUIET}:${upstream.port}`;
    cells.push({
      row: "upstream refuses",
      phase: `dial, ${way}`,
      allows: ["refused"],
      run: () => ask(calm, way, { authority: `${QUIET}:1`, path: "/" }),
    });
    for (const fault of faults) {
      const sidecar = fault === "stalls" ? swift : calm;
      const row = `upstream ${fault}`;
      const first = early.get(fault);
      if (isSecure(way) && first !== undefined) {
        const run = async (): Promise<Seen> => {
          const before = first.reached.size;
          const seen = await ask(sidecar, way, { authority: `${QUIET}:${first.port}`, path: "/" });
          return first.reached.size === before ? unreached(seen) : seen;
        };
        cells.push({ row, phase: `TLS, ${way}`, allows: ["refused"], run });
      }
      for (const [phase, allows] of Object.entries(PHASES)) {
        // In the middle of a body of known length these are bytes like any other.
        if (fault === "sends garbage" && phase === "answer body") continue;
        // Silence on an idle connection is what it is for; behind the next request it is a stall of that.
        if (fault === "stalls" && phase === "idle") continue;
        const run = async (): Promise<Seen> => {
          const id = String(count++);
          const path = `/${encodeURIComponent(phase)}/${encodeURIComponent(fault)}/${id}`;
          const body = phase === "send"
            ? { body: fault === "stalls" ? LARGE.slice(-MANY) : LARGE }
            : {};
          const seen = await ask(sidecar, way, { authority, path, ...body });
          if (!upstream.reached.has(id)) return unreached(seen);
          // The next request must not meet what the last one left.
          return phase === "idle" && seen === "whole" ? await again(sidecar, way, authority) : seen;
        };
        // Garbage that comes just behind the next request is the answer to that.
        const isLate = phase === "idle" && fault === "sends garbage";
        const permitted: readonly Seen[] = isLate ? ["whole", "refused"] : allows;
        cells.push({ row, phase: `${phase}, ${way}`, allows: permitted, run });
      }
    }
  }
  return cells;
}

/** What ended before its phase; anything else that was seen is judged as such. */
function unreached(seen: Seen): Seen {
  return seen === "refused" || seen === "cut" ? "unreached" : seen;
}

/** As long as an upstream lingers before it fails. */
const IDLE_MS = 40;

async function again(sidecar: TestSidecar, way: Way, authority: string): Promise<Seen> {
  await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  return await ask(sidecar, way, { authority, path: "/good" });
}
