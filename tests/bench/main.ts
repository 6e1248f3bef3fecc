/**
 * The bench: this sidecar beside the direct way and the peers that are present, measured in turn in one
 * run. Everything runs on loopback and in a temporary folder. `--quick`: one short round.
 *
 * The columns: what was reached, the time of one request, the processor's time that the peer spent on
 * one request (which holds even where the load or the upstream is what is slow), and how many times
 * the peer's rate this sidecar reached.
 */
import { writeCertificates } from "./certificates.ts";
import { heldRequestsTable } from "./held_requests.ts";
import { hostileTimes } from "./hostile_times.ts";
import { startLoader } from "./loader.ts";
import { measure } from "./measure.ts";
import { MEASUREMENTS } from "./measurements.ts";
import { type StartedPeer, startPeers } from "./peers.ts";
import { startProgram } from "./program.ts";
import { footprintTable, measurementTable } from "./report.ts";
import { scanRows } from "./scan_bench.ts";
import { scanTable } from "./scan_table.ts";
import { residentBytes } from "./usage.ts";

/** More rounds make the medians steadier, nothing else. */
const FULL = { rounds: 3, seconds: 1.5, starts: 5, settleMs: 1500, scans: 40 };
const QUICK: typeof FULL = { rounds: 1, seconds: 0.5, starts: 1, settleMs: 500, scans: 8 };

async function bench(plan: typeof FULL, folder: string): Promise<void> {
  const { authorityPath, authorityPem, upstreamPath } = await writeCertificates(folder);
  const script = new URL("upstream.ts", import.meta.url).pathname;
  const upstream = await startProgram(Deno.execPath(), {
    args: ["run", "-A", script, upstreamPath],
    from: "stdout",
    ready: (line) => /^\d+$/.exec(line)?.[0],
  });
  const loader = startLoader();
  const started: StartedPeer[] = [];
  try {
    await startPeers(started, { folder, authorityPath, ...plan });
    const stand = {
      loader,
      peers: started.map(({ peer }) => peer),
      port: Number(upstream.found),
      authority: authorityPem,
    };
    for (const measurement of MEASUREMENTS) {
      const samples = await measure(measurement, plan, stand);
      console.log(`\n${measurementTable(measurement, samples)}`);
    }
    const footprints = await Promise.all(
      started.map(async ({ peer: { name, program }, startMs, idleBytes }) => ({
        name,
        startMs,
        idleBytes,
        loadedBytes: await residentBytes(program.pid),
      })),
    );
    console.log(`\n${footprintTable(footprints)}`);
    const held = await heldRequestsTable({ folder: `${folder}/held`, authorityPath }, plan, stand);
    console.log(`\n${held}`);
  } finally {
    await loader.stop();
    for (const { peer } of started) await peer.program.stop();
    await upstream.program.stop();
  }
  // When nothing else runs any more.
  console.log(`\n${scanTable([...scanRows(plan.scans), ...hostileTimes("some")])}`);
}

if (import.meta.main) {
  const folder = await Deno.makeTempDir({ prefix: "egress-bench-" });
  // squid becomes another user when root starts it.
  await Deno.chmod(folder, 0o755);
  try {
    await bench(Deno.args.includes("--quick") ? QUICK : FULL, folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
