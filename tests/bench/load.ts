/**
 * The load of the bench, a process of its own that stays for all measurements (so that none pays for
 * its compiling). Reads one job a line on stdin, prints one result a line: both JSON.
 */
import type { Failure, Job, Result } from "./job.ts";
import { loadHttp2 } from "./load_http2.ts";
import { loadKept } from "./load_kept.ts";
import { loadTunnels } from "./load_tunnels.ts";

function run(job: Job): Promise<Result> {
  switch (job.kind) {
    case "small":
    case "large":
      return loadKept(job);
    case "tunnels":
      return loadTunnels(job);
    case "http2":
      return loadHttp2(job);
  }
  return job.kind satisfies never;
}

async function attempt(job: Job): Promise<Result | Failure> {
  try {
    return await run(job);
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

if (import.meta.main) {
  let text = "";
  for await (const part of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    text += part;
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) console.log(JSON.stringify(await attempt(JSON.parse(line))));
  }
}
