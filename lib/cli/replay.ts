import { ConfigError } from "../config/config_error.ts";
import { limits } from "../limits.ts";
import { readRecorded } from "../observe/record/read_recorded.ts";
import { replayRequest, type RoutesVerdict } from "../observe/record/replay_request.ts";
import type { RouteTable } from "../policy/table.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { linesOf } from "./lines_of.ts";
import { paint } from "./paint.ts";
import { printable } from "./printable.ts";
import { readRoutes } from "./read_routes.ts";
import { createReplaySums, type ReplayedChange, type ReplaySums } from "./replay_sums.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

/** `egress replay`: which requests of a record would get another verdict from other routes. */
export async function replay({ args, terminal }: CommandContext): Promise<ExitCode> {
  const [path] = args.values("routes");
  if (path === undefined) throw new UsageError("name the routes to try with --routes FILE");
  const sums = createReplaySums();
  try {
    const { table } = await readRoutes(path);
    for (const file of args.positionals) await replayFile(file, table, sums);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.warn(`egress: ${error.message}`);
    return 2;
  }
  const isJson = args.values("json").length > 0;
  if (isJson) terminal.print(JSON.stringify(sums.all(), null, 2));
  else tell(terminal, sums);
  return sums.all().changed > 0 ? 1 : 0;
}

async function replayFile(path: string, table: RouteTable, sums: ReplaySums): Promise<void> {
  try {
    const file = await Deno.open(path);
    for await (const line of linesOf(file.readable, limits.replayLineChars)) {
      if (line?.trim() === "") continue;
      const recorded = line === undefined ? undefined : readRecorded(line);
      if (recorded === undefined) sums.badLine();
      else if ("lost" in recorded) sums.lost(recorded.lost);
      else sums.add(recorded, replayRequest(table, recorded));
    }
  } catch (error) {
    const kind = error instanceof Error ? error.name : "unknown error";
    throw new UsageError(`${printable(path)} cannot be read (${kind}); name a record`);
  }
}

function tell(terminal: Terminal, sums: ReplaySums): void {
  const { requests, changes, changed, same, unlisted, untold, bad_lines, lost } = sums.all();
  for (const change of changes) terminal.print(changeText(terminal, change));
  if (unlisted > 0) terminal.print(`... and ${unlisted} request(s) more that are not listed`);
  if (changes.length > 0) terminal.print("");
  const allowed = changes.reduce((sum, { to, count }) => sum + (isForward(to) ? count : 0), 0);
  const refused = changes.reduce((sum, { to, count }) => sum + (isForward(to) ? 0 : count), 0);
  terminal.print(
    `${requests} request(s): ${same} as before, ${changed} changed` +
      (changed > 0 ? ` (${allowed} newly allowed, ${refused} newly refused)` : ""),
  );
  for (const [why, count] of Object.entries(untold)) {
    terminal.print(`${count} cannot be told: ${printable(why)}`);
  }
  if (lost > 0) terminal.print(`${lost} request(s) were not recorded`);
  if (bad_lines > 0) terminal.print(`${bad_lines} line(s) are no record`);
}

function changeText(terminal: Terminal, change: ReplayedChange): string {
  const { count, method, url, from, to, rule, detail } = change;
  const colour = isForward(to) ? "green" : "red";
  const words = `${verdictText(from)} -> ${paint(terminal, colour, verdictText(to))} (${rule})`;
  return `${printable(`${count}x ${method} ${url}`)}\n    ${words}\n    ${printable(detail)}`;
}

function isForward({ kind }: RoutesVerdict): boolean {
  return kind === "forward";
}

function verdictText({ kind, reason }: RoutesVerdict): string {
  return kind === "forward" ? "forwarded" : `refused ${reason}`;
}
