/** Mixed traffic for a long time: memory, handles and the delay of the event loop stay flat. */
import { KNOWN, TOKEN } from "../support/engine.ts";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { type SpawnedSidecar, spawnSidecar } from "../support/spawn_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { within } from "../support/within.ts";
import { until } from "../support/until.ts";
import { drawsOf } from "./fuzz/draws.ts";
import { isGone } from "./fuzz/secret_texts.ts";
import { filesIn } from "./faults/world.ts";
import type { ProofOptions, ProofRow, Section } from "./section.ts";
import { answer } from "./soak/answer.ts";
import { runAgent } from "./soak/agents.ts";
import { curvesSvg } from "./soak/curves.ts";
import { type Flat, isFlat, thirds } from "./soak/is_flat.ts";
import { openIds, runOperator } from "./soak/operator.ts";
import { handlesOf, sample, type Samples } from "./soak/sample.ts";

const AGENTS = 200;
const QUICK_SECONDS = 10;
const LONG_SECONDS = 600;
const RELOAD_MS = 700;
const HOST = "soak.test";

const ROUTES = `routes:
  - host: ${HOST}
    allow_private_addresses: true
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_0
`;
/** The same and one more, so that every other reload changes the table. */
const MORE_ROUTES = `${ROUTES}  - host: other.test\n`;

/** In seconds no third is like another: what was never used yet is still being filled. */
const QUICK_FLAT = { share: 0.4, free: { memoryMb: 120, handles: 120, delayMs: 150 } };
const LONG_FLAT = { share: 0.1, free: { memoryMb: 32, handles: 60, delayMs: 20 } };
/** What may be open after all agents have left: the pool's idle connections, and what the platform keeps. */
const SPARE_HANDLES = 30;

export interface SoakOptions extends ProofOptions {
  /** Where the curves go; else `EGRESS_SOAK_SVG` names the file, else it is a new one. */
  readonly svg?: string;
  readonly seconds?: number;
}

export async function run(options: SoakOptions): Promise<Section> {
  const { quick, seed } = options;
  const seconds = options.seconds ?? (quick ? QUICK_SECONDS : LONG_SECONDS);
  return await tempFolder(async (queue) => {
    const tls = await (await sharedAuthority()).leaf({ names: [HOST] });
    await using plain = await startHttpUpstream({ handler: answer });
    await using secure = await startHttpUpstream({ tls, handler: answer });
    await using sidecar = await spawnSidecar({
      routes: ROUTES,
      lifeMs: 1000 * seconds + 180_000,
      env: {
        EGRESS_TOKEN_0: KNOWN,
        SUPERVISE_QUEUE_DIR: queue,
        SUPERVISE_BOTTLE_SLUG: "soak",
        EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "5",
      },
    });
    const before = handlesOf(sidecar);
    const counts = new Map<string, number>();
    const hung: string[] = [];
    let isOver = false;
    const stopped = () => isOver;
    const traffic = {
      sidecar,
      host: HOST,
      plainPort: plain.port,
      securePort: secure.port,
      count: (what: string) => void counts.set(what, (counts.get(what) ?? 0) + 1),
      hangs: (way: string) => void hung.push(`an agent waits for ever: ${way}`),
      stopped,
    };
    const agents = Array.from({ length: AGENTS }, (_, at) => runAgent(traffic, drawsOf(seed + at)));
    const others = [runOperator(queue, drawsOf(seed - 1), stopped), reload(sidecar, stopped)];
    const samples = await sample(sidecar, seconds);
    isOver = true;
    await within(90_000, Promise.all([...agents, ...others]), "the end of all agents");

    const failures = [
      ...new Set(hung),
      ...notFlat(samples, quick ? QUICK_FLAT : LONG_FLAT),
      ...await leftIn(sidecar, queue, quick ? undefined : before + SPARE_HANDLES),
    ];
    const file = await draw(options, seconds, samples);
    const requests = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return {
      title: "Soak",
      rows: rowsOf(counts),
      failures,
      figures: [
        `${requests} requests of ${AGENTS} agents in ${seconds} s`,
        ...figuresOf(samples),
        `curves: ${file}`,
      ],
    };
  });
}

async function reload(sidecar: SpawnedSidecar, stopped: () => boolean): Promise<number> {
  let times = 0;
  for (; !stopped(); times++) {
    await new Promise((resolve) => setTimeout(resolve, RELOAD_MS));
    await Deno.writeTextFile(sidecar.routesPath, times % 2 === 0 ? MORE_ROUTES : ROUTES);
    sidecar.kill("SIGHUP");
  }
  return times;
}

function notFlat(
  samples: Samples,
  { share, free }: { share: number; free: Readonly<Record<keyof Samples, Flat["free"]>> },
): string[] {
  return NAMES.filter(([key]) => !isFlat(samples[key], { share, free: free[key] }))
    .map(([, name]) => `${name} is not flat`);
}

/** What is left when all agents have gone, and how it stops. */
async function leftIn(
  sidecar: SpawnedSidecar,
  queue: string,
  mostHandles: number | undefined,
): Promise<string[]> {
  const left: string[] = [];
  const wait = (holds: () => boolean, what: string) =>
    until(holds, { timeoutMs: 25_000 }).catch(() => void left.push(what));
  await wait(() => openIds(queue).length === 0, "open proposals are left");
  if (mostHandles !== undefined) {
    await wait(() => handlesOf(sidecar) <= mostHandles, "handles are left");
  }
  sidecar.kill("SIGTERM");
  const { code } = await within(9_000, sidecar.status, "the end of the sidecar");
  if (code !== 0) left.push(`the sidecar ends with ${code}`);
  const files = [...filesIn(sidecar.folder), ...filesIn(queue)].map((file) =>
    Deno.readTextFileSync(file)
  );
  const part = TOKEN.slice(0, 20);
  for (const text of [sidecar.log.join("\n"), ...files]) {
    if (!isGone(KNOWN, text) || text.includes(part)) {
      left.push("a secret stands in the log or a file");
    }
  }
  if (sidecar.log.some((line) => line.includes("internal_error"))) left.push("an internal error");
  return left;
}

const NAMES = [
  ["memoryMb", "memory", "MiB"],
  ["handles", "handles", "open"],
  ["delayMs", "delay", "ms"],
] as const;

function figuresOf(samples: Samples): string[] {
  return NAMES.map(([key, name, unit]) => {
    const { middle, last } = thirds(samples[key]);
    return `${name}: ${middle.toFixed(1)} ${unit} in the middle third, ${
      last.toFixed(1)
    } in the last`;
  });
}

/** Answers by kind: what was answered is right whatever it is, as long as it ends. */
function rowsOf(counts: ReadonlyMap<string, number>): ProofRow[] {
  return [...counts].sort(([a], [b]) => a.localeCompare(b))
    .map(([name, tried]) => ({ name, tried, through: 0 }));
}

async function draw(options: SoakOptions, seconds: number, samples: Samples): Promise<string> {
  const file = options.svg ?? Deno.env.get("EGRESS_SOAK_SVG") ??
    await Deno.makeTempFile({ prefix: "egress-soak-", suffix: ".svg" });
  const curves = NAMES.map(([key, name, unit]) => ({ name, unit, values: samples[key] }));
  await Deno.writeTextFile(file, curvesSvg(`${AGENTS} agents for ${seconds} s`, curves));
  return file;
}
