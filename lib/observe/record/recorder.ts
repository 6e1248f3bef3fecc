/**
 * Law: recording is never in the way of a request, and what it lost it says. No body, no secret, and no
 * field's value but those that routes ask for.
 */
import { ConfigError } from "../../config/config_error.ts";
import { recordFiles } from "../../config/own_files.ts";
import { realPlace } from "../../config/same_file.ts";
import { limits } from "../../limits.ts";
import type { RouteTable } from "../../policy/table.ts";
import type { Timers } from "../../supervise/timers.ts";
import { createLater } from "../later.ts";
import type { Observer, TraceListener } from "../observer.ts";
import type { Trace } from "../trace.ts";
import { askedFields, type NotedFields, notedFields } from "./noted_fields.ts";
import { readRecorded, RECORD_VERSION } from "./read_recorded.ts";
import type { RecordedLoss } from "./recorded.ts";
import { createRecordedOf } from "./recorded_of.ts";
import { openRotatingFile } from "./rotating_file.ts";

export interface Recorder {
  /** For the observer. */
  readonly listener: TraceListener;
  /** The secrets may have changed. */
  forget(): void;
  /** Writes what is not written yet. Never rejects. */
  stop(): Promise<void>;
}

export interface RecorderOptions {
  readonly path: string;
  readonly observer: Pick<Observer, "record">;
  readonly table: () => RouteTable;
  readonly redact: (text: string) => string;
  /** Called between two steps of long work: waits for others now and then. */
  readonly turn: () => () => void | Promise<void>;
  readonly timers: Timers;
  /** Resolves once redaction knows all that it looks for: nothing is shown before. */
  readonly ready: () => Promise<unknown>;
  /** Takes one line for the operator. */
  readonly write: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly wallClock?: () => number;
  readonly fileBytes?: number;
}

interface Noted {
  readonly trace: Trace;
  readonly fields: NotedFields;
}

/** @throws ConfigError if the file at `path` is no record, or cannot be written */
export async function openRecorder(options: RecorderOptions): Promise<Recorder> {
  const { observer, table, redact, turn, timers, ready, write, wallClock = Date.now } = options;
  const path = await realPlace(options.path);
  const file = await openOwn(path, options.fileBytes ?? limits.recordFileBytes);
  let recordedOf = createRecordedOf({ record: observer.record, redact });
  let asked: { readonly table: RouteTable; readonly names: ReadonlySet<string> } | undefined;
  let unwritten = 0;
  let told = 0;
  let toldAt = -Infinity;

  const save = async (lines: readonly string[]) => {
    try {
      if (lines.length > 0) await file.write(lines.map((line) => `${line}\n`).join(""));
    } catch {
      unwritten += lines.length;
    }
  };
  const sayLoss = async (isLast: boolean) => {
    const lost = later.lost + unwritten - told;
    if (lost === 0 || (!isLast && timers.now() - toldAt < limits.recordLossMs)) return;
    told += lost;
    toldAt = timers.now();
    write(`egress: ${lost} request(s) are missing in the record ${path}: ${WHY}`);
    const loss: RecordedLoss = { v: RECORD_VERSION, time: timeOf(wallClock()), lost };
    await file.write(`${JSON.stringify(loss)}\n`).catch(() => {});
  };
  const later = createLater<Noted>({
    most: limits.onlookerWaiting,
    everyMs: limits.onlookerMs,
    timers,
    ready,
    async work(things) {
      const step = turn();
      let lines: string[] = [];
      let chars = 0;
      for (const { trace, fields } of things) {
        const line = lineOf(recordedOf(trace, fields));
        if (line !== undefined) lines.push(line);
        chars += line?.length ?? 0;
        if (chars > limits.recordBatchChars) {
          await save(lines);
          lines = [];
          chars = 0;
        }
        await step();
      }
      await save(lines);
      await sayLoss(false);
    },
  });

  return {
    listener(trace, what) {
      if (what !== "ended" || trace.target === undefined || trace.verdict === "answered") return;
      const now = table();
      if (asked?.table !== now) asked = { table: now, names: askedFields(now) };
      later.add({ trace, fields: notedFields(trace.fields, asked.names) });
    },
    forget() {
      recordedOf = createRecordedOf({ record: observer.record, redact });
    },
    async stop() {
      await later.flush();
      await sayLoss(true);
      file.close();
    },
  };
}

const WHY = "it could not be written, or too many came at once";

function lineOf(recorded: unknown): string | undefined {
  return recorded === undefined ? undefined : JSON.stringify(recorded);
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

async function openOwn(path: string, fileBytes: number) {
  try {
    if (await isOther(path)) {
      throw new ConfigError(
        { file: "EGRESS_RECORD" },
        `${path} is there and no record of egress, so nothing is added to it`,
        "name a file that does not exist yet",
      );
    }
    const [, ...older] = recordFiles(path);
    return await openRotatingFile([path, ...older], fileBytes);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    const kind = error instanceof Error ? error.name : "unknown error";
    throw new ConfigError(
      { file: "EGRESS_RECORD" },
      `${path} cannot be written (${kind})`,
      "name a file in a folder that the sidecar may write to",
    );
  }
}

/** Whether a file begins with something else than a line of a record. */
async function isOther(path: string): Promise<boolean> {
  try {
    using file = await Deno.open(path);
    const bytes = new Uint8Array(limits.replayLineChars);
    const count = await file.read(bytes);
    if (count === null) return false;
    const [first = ""] = new TextDecoder().decode(bytes.subarray(0, count)).split("\n");
    return readRecorded(first) === undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
