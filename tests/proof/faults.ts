/** Everything that a request needs fails, in every phase of a request. */
import { agentCells } from "./faults/agent_cells.ts";
import { clockCells } from "./faults/clock_cells.ts";
import { diskCells } from "./faults/disk_cells.ts";
import { dnsCells } from "./faults/dns_cells.ts";
import { startFaultyDns } from "./faults/faulty_dns.ts";
import { memoryCells } from "./faults/memory_cells.ts";
import { queueCells } from "./faults/queue_cells.ts";
import { runCells } from "./faults/run_cells.ts";
import { signalCells } from "./faults/signal_cells.ts";
import { startUpstreams, upstreamCells } from "./faults/upstream_cells.ts";
import { leftIn, startWorld } from "./faults/world.ts";
import { tempFolder } from "../support/temp_folder.ts";
import type { ProofOptions, Section } from "./section.ts";

/** How many times faster the clocks run where something stalls: ten minutes are six seconds. */
const SWIFT = 100;

export async function run({ quick }: ProofOptions): Promise<Section> {
  return await tempFolder(async (queue) => {
    await using dns = await startFaultyDns();
    await using upstreams = await startUpstreams();
    const env = {
      EGRESS_DNS: dns.address,
      SUPERVISE_QUEUE_DIR: queue,
      SUPERVISE_BOTTLE_SLUG: "bottle",
    };
    await using calm = await startWorld({ env });
    await using swift = await startWorld({
      env: { ...env, SUPERVISE_BOTTLE_SLUG: "swift", EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "0.5" },
      clockSpeed: SWIFT,
    });
    const cells = [
      ...upstreamCells(upstreams, calm, swift),
      ...agentCells(upstreams, calm, swift),
      ...dnsCells(upstreams, swift),
    ];
    // Clocks that run fast want a machine that is not busy with anything else.
    const stalls = cells.filter(({ row }) => row.endsWith("stalls") || row.startsWith("DNS"));
    const others = cells.filter((cell) => !stalls.includes(cell));
    const own = [...queueCells(upstreams), ...diskCells(upstreams), ...memoryCells()];
    const signals = runCells(signalCells(upstreams, dns.address, quick), 3);
    signals.catch(() => {});
    const groups = [
      await runCells([...others, ...own]),
      await runCells(stalls),
      // All in this process share one clock.
      await runCells(clockCells(upstreams, quick), 1),
      await signals,
    ];
    const rows = groups.flatMap((group) => group.rows);
    const failures = groups.flatMap((group) => group.failures);
    for (const [name, world] of [["calm", calm], ["swift", swift]] as const) {
      failures.push(...(await leftIn(world)).map((what) => `${name} sidecar: ${what}`));
    }
    failures.push(
      ...[...upstreams.plain.wrong, ...upstreams.secure.wrong].map((what) =>
        `an upstream got half a request for a whole one: ${what}`
      ),
    );
    return {
      title: "Faults",
      rows,
      failures,
      figures: [`${rows.reduce((sum, { tried }) => sum + tried, 0)} cells`],
    };
  });
}
