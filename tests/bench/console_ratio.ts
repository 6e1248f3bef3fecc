import type { PeerParts } from "./peer.ts";
import { startSidecar } from "./start_sidecar.ts";
import { median, ratio } from "./statistics.ts";
import { table } from "./table.ts";
import type { Stand } from "./ways.ts";

/** For each round: pairs differ by a tenth on a machine that does nothing else. */
const PAIRS = 5;
const TOKEN = "bench-operator-token-of-32-chars";
/** As Prometheus is often set to, and more often than it is by default. */
const SCRAPE_MS = 5_000;

/**
 * Requests per second with the operator's listener on, one page that reads its events and metrics
 * that are scraped, beside the same without: two sidecars in pairs, as a table of medians.
 */
export async function consoleTable(
  parts: PeerParts,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
  { loader, port, authority }: Omit<Stand, "peers">,
): Promise<string> {
  const address = `127.0.0.1:${freePort()}`;
  const started = [
    await startSidecar(await folderOf(parts, "without")),
    await startSidecar(await folderOf(parts, "with"), {
      EGRESS_ADMIN: address,
      EGRESS_ADMIN_TOKEN: TOKEN,
    }),
  ] as const;
  const rateOf = async ({ port: proxyPort }: typeof started[0]): Promise<number> => {
    const result = await loader.run({
      kind: "small",
      atOnce: 32,
      seconds,
      port,
      proxyPort,
      pid: null,
      authority,
    });
    if (!result.ok) throw new Error(result.why);
    return result.perSecond;
  };
  const page = await openPage(`http://${address}`);
  const without: number[] = [];
  const opened: number[] = [];
  try {
    for (const peer of started) await rateOf(peer);
    for (let pair = 0; pair < PAIRS * rounds; pair++) {
      // Whoever comes first has the colder machine, so they take turns.
      const [off, on] = started;
      const first = pair % 2 === 0;
      if (first) without.push(await rateOf(off));
      opened.push(await rateOf(on));
      if (!first) without.push(await rateOf(off));
    }
  } finally {
    await page.close();
    for (const peer of started) await peer.program.stop();
  }
  return table(["2-byte answers, 32 connections kept", "requests/s"], [
    ["no console", median(without).toFixed(0)],
    [
      `console on, a page open, metrics scraped (ratio ${ratio(opened, without).toFixed(2)})`,
      median(opened).toFixed(0),
    ],
  ]);
}

async function folderOf(parts: PeerParts, name: string): Promise<PeerParts> {
  const folder = `${parts.folder}/${name}`;
  await Deno.mkdir(folder, { recursive: true });
  return { ...parts, folder };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** What a page and Prometheus ask for, until it is closed. */
async function openPage(origin: string) {
  const ending = new AbortController();
  const ask = (path: string) =>
    fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${TOKEN}` },
      signal: ending.signal,
    });
  const events = await ask("/api/events");
  if (!events.ok) throw new Error(`the console answers with ${events.status}`);
  const reading = (async () => {
    const reader = events.body?.getReader();
    while (reader !== undefined && !(await reader.read()).done);
  })().catch(() => {});
  const scraping = setInterval(async () => {
    try {
      await (await ask("/metrics")).text();
    } catch {
      // The bench ends.
    }
  }, SCRAPE_MS);
  return {
    async close() {
      clearInterval(scraping);
      ending.abort();
      await reading;
    },
  };
}
