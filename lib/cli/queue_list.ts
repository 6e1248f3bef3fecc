import { limits } from "../limits.ts";
import { jsonText } from "../supervise/json_text.ts";
import { readProposedFile } from "../supervise/proposed_file.ts";
import type { Entry } from "../supervise/queue.ts";
import { visible } from "../supervise/visible.ts";
import { ageText } from "./age_text.ts";
import type { ExitCode } from "./command.ts";
import { entryJson } from "./entry_json.ts";
import { entryState } from "./entry_state.ts";
import { openEntries } from "../supervise/open_entries.ts";
import type { QueueContext } from "./queue_context.ts";
import { shortIds } from "./short_ids.ts";
import { tableText } from "./table_text.ts";

/** `egress queue list`: who waits for an answer, the oldest first. */
export async function queueList({ args, desk, terminal, now }: QueueContext): Promise<ExitCode> {
  const { entries, others } = await openEntries(desk);
  if (args.values("json").length > 0) {
    terminal.print(jsonText({ proposals: entries.map(entryJson) }).trimEnd());
    return 0;
  }
  const short = shortIds(entries.map(({ proposal }) => proposal.id));
  const rows = entries.map((entry) => rowOf(entry, short, now()));
  terminal.print(rows.length > 0 ? tableText([HEADS, ...rows]) : "nobody waits for an answer");
  if (others > 0) terminal.print(`\n${others} more in the folder are not the sidecar's questions`);
  return 0;
}

const HEADS = ["AGE", "ID", "HOST", "METHOD", "PATH", "REASON"];

function rowOf(entry: Entry, short: (id: string) => string, now: number): readonly string[] {
  const { id, arrival_timestamp, proposed_file } = entry.proposal;
  const { host, method, path, reason } = readProposedFile(proposed_file);
  const state = entryState(entry);
  const words = state === undefined ? reason : `${reason} (${state})`;
  return [ageText(arrival_timestamp, now), short(id), host, method, cut(path), words].map(visible);
}

function cut(path: string): string {
  const most = limits.listedPathChars;
  return path.length > most ? `${path.slice(0, most)}...` : path;
}
