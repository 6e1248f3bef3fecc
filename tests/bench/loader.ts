import type { Failure, Job, Result } from "./job.ts";

/** The load's process. */
export interface Loader {
  /** One job after the other. @throws Error if the process ended */
  run(job: Job): Promise<Result | Failure>;
  stop(): Promise<void>;
}

export function startLoader(): Loader {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", new URL("load.ts", import.meta.url).pathname],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const jobs = child.stdin.getWriter();
  const results = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  return {
    async run(job) {
      await jobs.write(new TextEncoder().encode(`${JSON.stringify(job)}\n`));
      let text = "";
      while (!text.endsWith("\n")) {
        const { value, done } = await results.read();
        if (done) throw new Error(`the load ended in a job of the kind ${job.kind}`);
        text += value;
      }
      return JSON.parse(text);
    },
    async stop() {
      await jobs.close();
      await results.cancel();
      await child.status;
    },
  };
}
