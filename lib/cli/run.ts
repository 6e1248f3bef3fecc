import type { Sidecar } from "../proxy/sidecar.ts";
import type { CommandContext, ExitCode } from "./command.ts";

/**
 * `egress run`: the sidecar until SIGTERM or SIGINT.
 *
 * @returns 0 after an orderly stop, 1 if it cannot start
 */
export async function run({ env, terminal }: CommandContext): Promise<ExitCode> {
  let sidecar: Sidecar | undefined;
  // Before anything large is imported, so that an early SIGHUP ends nothing: the boot that follows
  // reads the newest file anyway.
  const reload = () => void sidecar?.live.load("SIGHUP");
  const { promise: stopped, resolve: stop } = Promise.withResolvers<void>();
  Deno.addSignalListener("SIGHUP", reload);
  for (const signal of STOPPING) Deno.addSignalListener(signal, stop);
  try {
    const { start } = await import("./start.ts");
    sidecar = await start(env, (line) => terminal.warn(line));
    if (sidecar === undefined) return 1;
    await stopped;
    await sidecar.stop();
    return 0;
  } finally {
    Deno.removeSignalListener("SIGHUP", reload);
    for (const signal of STOPPING) Deno.removeSignalListener(signal, stop);
  }
}

const STOPPING = ["SIGTERM", "SIGINT"] as const;
