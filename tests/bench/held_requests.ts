import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { HOST } from "./job.ts";
import { open } from "./open.ts";
import type { PeerParts } from "./peer.ts";
import { startSidecar } from "./start_sidecar.ts";
import { median, ratio } from "./statistics.ts";
import { table } from "./table.ts";
import type { Stand } from "./ways.ts";

const HELD = 200;
/** For each round: pairs differ by a tenth on a machine that does nothing else. */
const PAIRS = 3;

/**
 * Requests per second of other traffic while 200 requests are held for the operator, each with a
 * question of its own, beside the same without them: in pairs, as a table of medians.
 */
export async function heldRequestsTable(
  parts: PeerParts,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  { loader, port, authority }: Omit<Stand, "peers">,
): Promise<string> {
  const queue = `${parts.folder}/queue`;
  await Deno.mkdir(queue, { recursive: true });
  const peer = await startSidecar(parts, {
    SUPERVISE_QUEUE_DIR: queue,
    SUPERVISE_BOTTLE_SLUG: "bench",
  });
  const job = {
    kind: "small",
    atOnce: 32,
    seconds,
    port,
    proxyPort: peer.port,
    pid: null,
    authority,
  } as const;
  const rate = async () => {
    const result = await loader.run(job);
    if (!result.ok) throw new Error(result.why);
    return result.perSecond;
  };
  const none: number[] = [];
  const held: number[] = [];
  try {
    await rate();
    for (let pair = 0; pair < PAIRS * rounds; pair++) {
      none.push(await rate());
      const conns = await Promise.all(Array.from({ length: HELD }, (_, i) => hold(job, i)));
      await proposals(queue, HELD);
      held.push(await rate());
      for (const conn of conns) conn.close();
      await proposals(queue, 0);
    }
  } finally {
    await peer.program.stop();
  }
  return table(["2-byte answers, 32 connections kept", "requests/s"], [
    ["nothing held", median(none).toFixed(0)],
    [`${HELD} requests held (ratio ${ratio(held, none).toFixed(2)})`, median(held).toFixed(0)],
  ]);
}

/** A connection whose request waits for the operator: each value is another. */
async function hold(job: Parameters<typeof open>[0], index: number): Promise<Deno.TlsConn> {
  const conn = await open(job, "http/1.1");
  const body = dummy("ghp_<x36>").slice(0, -4) + String(index).padStart(4, "0");
  const head =
    `POST /small HTTP/1.1\r\nHost: ${HOST}:${job.port}\r\nContent-Length: ${body.length}`;
  await conn.write(new TextEncoder().encode(`${head}\r\n\r\n${body}`));
  return conn;
}

/** Waits until so many proposals are open. */
async function proposals(queue: string, count: number): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    const open = [...Deno.readDirSync(queue)].filter(({ name }) => /^[^.].*proposal/.test(name));
    if (open.length === count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`there are not ${count} proposals`);
}
