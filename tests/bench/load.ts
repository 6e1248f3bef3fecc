/**
 * The load of the bench, a process of its own that stays for all measurements (so that none pays for
 * its compiling). Reads one job a line on stdin, prints one result a line: both JSON.
 */
import type { Failure, Job, Result } from "./job.ts";
import { loadDownload } from "./load_download.ts";
import { loadHttp2 } from "./load_http2.ts";
import { loadKept } from "./load_kept.ts";
import { loadSockets } from "./load_sockets.ts";
import { loadStreams } from "./load_streams.ts";
import { loadTunnels } from "./load_tunnels.ts";

function run(job: Job): Promise<Result> {
  switch (job.kind) {
    case "small":
    case "medium":
    case "large":
    case "turns":
      return loadKept(job, job.kind);
    case "tunnels":
      return loadTunnels(job);
    case "streams":
      return loadStreams(job);
    case "sockets":
      return loadSockets(job);
    case "http2":
      return loadHttp2(job);
    case "zip":
    case "text":
      return loadDownload(job);
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
