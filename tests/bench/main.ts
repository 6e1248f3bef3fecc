/**
 * The bench: this sidecar beside the direct way and the peers that are present, measured in turn in one
 * run. Everything runs on loopback and in a temporary folder. `--quick`: one short round.
 * `--svg FILE`: the comparison as a picture too.
 *
 * The columns: what was reached, the time of one request, the processor's time that the peer spent on
 * one request (which holds even where the load or the upstream is what is slow), the peer's most memory
 * meanwhile, and how many times the peer's rate this sidecar reached.
 */
import { writeCertificates } from "./certificates.ts";
import { chart } from "./chart.ts";
import { checkPeers } from "./check_peers.ts";
import { consoleTable } from "./console_ratio.ts";
import { measureDelays } from "./delays.ts";
import { measureDownloads } from "./downloads.ts";
import { heldRequestsTable } from "./held_requests.ts";
import { hostileTimes } from "./hostile_times.ts";
import { startLoader } from "./loader.ts";
import { machineLine } from "./machine.ts";
import { measure } from "./measure.ts";
import { MEASUREMENTS } from "./measurements.ts";
import { type StartedPeer, startPeers } from "./peers.ts";
import { startProgram } from "./program.ts";
import { comparisonTable, delayTable, downloadTable, footprintTable } from "./report.ts";
import { scanRows } from "./scan_bench.ts";
import { scanTable } from "./scan_table.ts";
import { summarise, type Summary } from "./summarise.ts";
import { residentBytes } from "./usage.ts";
import { ways } from "./ways.ts";

/** More rounds make the medians steadier, nothing else. */
const FULL = {
  rounds: 3,
  seconds: 1.5,
  warmSeconds: 0.5,
  starts: 5,
  settleMs: 1500,
  scans: 40,
  hostile: true,
  events: 400,
  bytes: 1e9,
  pairs: 3,
};
const QUICK: typeof FULL = {
  rounds: 1,
  seconds: 0.5,
  warmSeconds: 0.2,
  starts: 1,
  settleMs: 500,
  scans: 4,
  hostile: false,
  events: 60,
  bytes: 1e8,
  pairs: 1,
};

async function bench(plan: typeof FULL, folder: string, svg: string | undefined): Promise<void> {
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
    const about = await machineLine();
    console.log(about);
    await startPeers(started, { folder, authorityPath, ...plan });
    const peers = started.map(({ peer }) => peer);
    const stand = {
      loader,
      peers,
      port: Number(upstream.found),
      upstreamPid: upstream.program.pid,
      authority: authorityPem,
    };
    await checkPeers(stand);

    const summaries: Summary[] = [];
    for (const measurement of MEASUREMENTS) {
      console.error(`${measurement.title} …`);
      summaries.push(summarise(measurement, await measure(measurement, plan, stand)));
    }
    console.log(`\n${comparisonTable(summaries)}`);
    if (svg !== undefined) await Deno.writeTextFile(svg, chart(summaries, about));

    const footprints = started.map(({ peer: { name, program }, startMs, idleBytes }) => ({
      name,
      startMs,
      idleBytes,
      loadedBytes: residentBytes(program.pid),
    }));
    console.log(`\n${footprintTable(footprints)}`);

    const upstreamPem = await Deno.readTextFile(upstreamPath);
    const delays = await measureDelays(ways(peers), {
      authority: authorityPem,
      upstreamPem,
      count: plan.events,
    });
    console.log(`\n${delayTable(delays)}`);
    console.log(`\n${downloadTable(await measureDownloads(plan, stand))}`);
    const held = await heldRequestsTable({ folder: `${folder}/held`, authorityPath }, plan, stand);
    console.log(`\n${held}`);
    const listened = { folder: `${folder}/console`, authorityPath };
    console.log(`\n${await consoleTable(listened, plan, stand)}`);
  } finally {
    await loader.stop();
    for (const { peer } of started) await peer.program.stop();
    await upstream.program.stop();
  }
  // When nothing else runs any more.
  const hostile = plan.hostile ? hostileTimes("some") : [];
  console.log(`\n${scanTable([...scanRows(plan.scans), ...hostile])}`);
}

if (import.meta.main) {
  const svgAt = Deno.args.indexOf("--svg");
  const svg = svgAt < 0 ? undefined : Deno.args[svgAt + 1];
  if (svgAt >= 0 && svg === undefined) {
    console.error("--svg needs a file");
    Deno.exit(2);
  }
  const folder = await Deno.makeTempDir({ prefix: "egress-bench-" });
  // squid becomes another user when root starts it.
  await Deno.chmod(folder, 0o755);
  try {
    await bench(Deno.args.includes("--quick") ? QUICK : FULL, folder, svg);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
