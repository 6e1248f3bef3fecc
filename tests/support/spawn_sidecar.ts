import manifest from "../../deno.json" with { type: "json" };
import { textLines } from "./text_lines.ts";
import { lineLog } from "./line_log.ts";
import { type RunningSidecar, sidecarHome, type TestSidecarOptions } from "./test_sidecar.ts";

export interface SpawnedSidecar extends RunningSidecar {
  readonly pid: number;
  readonly routesPath: string;
  kill(signal: Deno.Signal): void;
  /** Resolves with its end. */
  readonly status: Promise<Deno.CommandStatus>;
  /** A number of kB from /proc/<pid>/status, as `VmHWM`. */
  memoryKb(name: "VmHWM" | "VmRSS"): Promise<number>;
}

export interface SpawnOptions extends TestSidecarOptions {
  /** Instead of `deno run main.ts`; so a bundle or a binary is run. */
  readonly command?: readonly string[];
  /** How long it may live where a test forgets it; two minutes unless said otherwise. */
  readonly lifeMs?: number;
}

const root = new URL("../../", import.meta.url).pathname;

const LIFE_MS = 120_000;

/** The command line of the sidecar: `EGRESS_TEST_BUNDLE` names a bundle to run instead of the sources. */
export function sidecarCommand(): readonly string[] {
  const bundle = Deno.env.get("EGRESS_TEST_BUNDLE");
  // With the very permissions that `deno task run` gives.
  const flags = manifest.tasks.run.command.split(" ").slice(1, -1);
  return bundle
    ? [Deno.execPath(), ...flags, "--no-config", bundle]
    : [Deno.execPath(), ...flags, "--config", `${root}deno.json`, `${root}main.ts`];
}

/** Spawns a sidecar and does not wait for it: its port is known once its line says so. */
export async function spawnUnawaited(options: SpawnOptions = {}) {
  const home = await sidecarHome(options);
  const [program = "", ...args] = options.command ?? sidecarCommand();
  const child = new Deno.Command(program, {
    args,
    env: { ...inherited(), HOME: home.folder, ...home.env },
    clearEnv: true,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const log = lineLog();
  const read = (async () => {
    for await (const line of child.stderr.pipeThrough(textLines())) log.add(line);
  })();
  const ended = child.status;
  const kill = (signal: Deno.Signal) => {
    try {
      child.kill(signal);
    } catch {
      // It has ended.
    }
  };
  const timer = setTimeout(() => kill("SIGKILL"), options.lifeMs ?? LIFE_MS);
  return {
    ...log,
    home,
    pid: child.pid,
    kill,
    status: ended,
    async [Symbol.asyncDispose]() {
      kill("SIGKILL");
      await ended;
      await read;
      clearTimeout(timer);
      await home.remove();
    },
  };
}

/** A sidecar in a process of its own that listens already. */
export async function spawnSidecar(options: SpawnOptions = {}): Promise<SpawnedSidecar> {
  const spawned = await spawnUnawaited(options);
  try {
    const gone = spawned.status.then(({ code }) => {
      throw new Error(`the sidecar ended with ${code}: ${spawned.log.join("\n")}`);
    });
    const line = await Promise.race([spawned.line(/^egress: listening on /), gone]);
    const port = Number(/port (\d+)/.exec(line)?.[1]);
    return {
      ...spawned,
      ...await spawned.home.about(port),
      routesPath: spawned.home.routesPath,
      async memoryKb(name) {
        const status = await Deno.readTextFile(`/proc/${spawned.pid}/status`);
        return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]);
      },
    };
  } catch (error) {
    await spawned[Symbol.asyncDispose]();
    throw error;
  }
}

/** What a Deno needs to find its modules, and nothing that could configure a sidecar. */
export function inherited(): Record<string, string> {
  const env: Record<string, string> = {};
  for (const name of ["PATH", "DENO_DIR", "XDG_CACHE_HOME"]) {
    const value = Deno.env.get(name);
    if (value !== undefined) env[name] = value;
  }
  // The cache's own place depends on HOME, which a sidecar of a test has for itself.
  env.DENO_DIR ??= `${env.XDG_CACHE_HOME ?? `${Deno.env.get("HOME")}/.cache`}/deno`;
  return env;
}
