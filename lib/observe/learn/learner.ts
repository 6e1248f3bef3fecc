/**
 * Law: what agents do can never widen what is allowed. A proposal is written for a person to read, into
 * a file of its own that no sidecar loads.
 */
import { ConfigError } from "../../config/config_error.ts";
import { realPlace } from "../../config/same_file.ts";
import { limits } from "../../limits.ts";
import type { Timers } from "../../supervise/timers.ts";
import { writeWhole } from "../../supervise/write_whole.ts";
import { cachedRedact } from "../cached_redact.ts";
import { createLater } from "../later.ts";
import type { TraceListener } from "../observer.ts";
import type { Trace } from "../trace.ts";
import { learnable } from "./learnable.ts";
import { createLearned, type Learned, type LearnedRoutes } from "./learned.ts";
import { proposalText } from "./proposal_text.ts";
import { readProposal } from "./read_proposal.ts";

export interface Learner {
  /** For the observer. */
  readonly listener: TraceListener;
  /** What is proposed by now: what the file says within `limits.learnedWriteMs`. */
  proposal(): Promise<LearnedRoutes>;
  /** The secrets may have changed: what they forbid is taken out. */
  forget(): void;
  /** Writes what is not written yet. Never rejects. */
  stop(): Promise<void>;
}

export interface LearnerOptions {
  readonly path: string;
  readonly redact: (text: string) => string;
  /** Called between two steps of long work: waits for others now and then. */
  readonly turn: () => () => void | Promise<void>;
  readonly timers: Timers;
  /** Resolves once redaction knows all that it looks for: nothing is shown before. */
  readonly ready: () => Promise<unknown>;
  /** Takes one line for the operator. */
  readonly write: (line: string) => void;
}

/**
 * Learns from denied requests, beginning with what the file at `path` says already.
 *
 * @throws ConfigError if that file is no proposal, or cannot be written
 */
export async function openLearner(options: LearnerOptions): Promise<Learner> {
  const { turn, timers, ready } = options;
  let redact = cachedRedact(options.redact);
  let lost = 0;
  const path = await realPlace(options.path);
  const learned = await startFrom(path);
  const writing = createWriting(path, learned, options);
  let stale = true;
  /** Takes out what is redacted by now; whoever reads the proposal has waited for it. */
  const recheck = async () => {
    if (!stale) return;
    stale = false;
    const step = turn();
    const bad = new Set<string>();
    for (const { host, matches } of learned.routes().routes) {
      for (const { value } of matches.flatMap(({ paths }) => paths)) {
        if (redact(host) !== host || redact(value) !== value) bad.add(`${host} ${value}`);
        await step();
      }
    }
    if (learned.keep((host, value) => !bad.has(`${host} ${value}`))) writing.changed();
  };

  const later = createLater<Trace>({
    most: limits.onlookerWaiting,
    everyMs: limits.onlookerMs,
    timers,
    ready,
    async work(traces) {
      await recheck();
      const step = turn();
      for (const trace of traces) {
        const request = learnable(trace, redact);
        if (request === "left-out") learned.leftOut();
        else if (request !== undefined) learned.add(request);
        if (request !== undefined) writing.changed();
        await step();
      }
      // Denied all the same, and too many at once to be learned from.
      learned.leftOut(later.lost - lost);
      lost = later.lost;
    },
  });
  await recheck();
  // And again, once redaction knows more than the values of secrets.
  stale = true;
  // Said at once where it cannot be written: an operator would find out after the agent's work.
  await writing.first();

  return {
    listener: (trace, what) => {
      const denied = trace.refusal?.reason;
      if (what !== "ended" || (denied !== "host-not-allowed" && denied !== "no-match")) return;
      later.add(trace);
    },
    async proposal() {
      await later.flush();
      await recheck();
      return learned.routes();
    },
    forget() {
      redact = cachedRedact(options.redact);
      stale = true;
    },
    async stop() {
      await later.flush();
      await recheck();
      await writing.flush();
    },
  };
}

async function startFrom(path: string): Promise<Learned> {
  const learned = createLearned();
  const text = await readOwn(path);
  if (text === undefined) return learned;
  const before = readProposal(text);
  if (before === undefined && text.trim() !== "") {
    throw new ConfigError(
      { file: "EGRESS_LEARN" },
      `${path} is there and no proposal of egress, so it is not written over`,
      "name a file that does not exist yet",
    );
  }
  if (before !== undefined) learned.restore(before);
  return learned;
}

/** Undefined where there is none; a file that is too large for a proposal is read as another's. */
async function readOwn(path: string): Promise<string | undefined> {
  try {
    const { size } = await Deno.stat(path);
    return size > limits.routesFileBytes ? "too large" : await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw unusable(path, "read", error);
  }
}

function unusable(path: string, verb: string, error: unknown): ConfigError {
  const kind = error instanceof Error ? error.name : "unknown error";
  return new ConfigError(
    { file: "EGRESS_LEARN" },
    `${path} cannot be ${verb} (${kind})`,
    "name a file in a folder that the sidecar may write to",
  );
}

/** Writes the proposal some time after it has changed, and says once that it cannot. */
function createWriting(
  path: string,
  learned: Learned,
  { timers, write }: Pick<LearnerOptions, "timers" | "write">,
) {
  let failed = false;
  const save = () => writeWhole(path, proposalText(learned.routes()), { mode: 0o600 });
  const later = createLater<true>({
    most: 1,
    everyMs: limits.learnedWriteMs,
    timers,
    async work() {
      try {
        await save();
        failed = false;
      } catch (error) {
        if (!failed) write(`egress: ${unusable(path, "written", error).message}`);
        failed = true;
      }
    },
  });
  return {
    changed: () => later.add(true),
    flush: later.flush,
    async first() {
      try {
        await save();
      } catch (error) {
        throw unusable(path, "written", error);
      }
    },
  };
}
