/** Who looks on beside the console: what learns from requests, records and traces them. Imported where it is asked for. */
import type { LiveConfig } from "../config/live.ts";
import type { Settings } from "../config/settings.ts";
import { limits } from "../limits.ts";
import type { LearnedRoutes } from "../observe/learn/learned.ts";
import type { LearnerOptions } from "../observe/learn/learner.ts";
import type { Observer } from "../observe/observer.ts";
import type { Tracing, TracingOptions } from "../observe/spans/tracing.ts";
import { settlesWithin } from "../supervise/settles_within.ts";
import { platformTimers } from "../supervise/timers.ts";

export interface Onlookers {
  /** Undefined: nothing is learned. */
  readonly learned: (() => Promise<LearnedRoutes>) | undefined;
  /** The secrets may have changed. */
  forget(): void;
  /** Writes what waits. Never rejects. */
  stop(): Promise<void>;
}

type Watching = Pick<Settings, "learnPath" | "recordPath" | "tracing">;

export function areThereOnlookers({ learnPath, recordPath, tracing }: Watching): boolean {
  return learnPath !== undefined || recordPath !== undefined || tracing;
}

/** @throws ConfigError if a file cannot be used */
export async function openOnlookers(
  { learnPath, recordPath, tracing }: Watching,
  observer: Observer,
  { write, ...tools }: Pick<LearnerOptions, "redact" | "turn" | "ready" | "write"> & {
    readonly live: LiveConfig;
    readonly version: string;
  },
): Promise<Onlookers> {
  const say = (line: string) => write(tools.redact(line));
  const common = { ...tools, write: say, timers: platformTimers };
  const learner = learnPath === undefined
    ? undefined
    : await (await import("../observe/learn/learner.ts")).openLearner({
      ...common,
      path: learnPath,
    });
  const recorder = recordPath === undefined
    ? undefined
    : await (await import("../observe/record/recorder.ts")).openRecorder({
      ...common,
      path: recordPath,
      observer,
      table: () => tools.live.current.table,
    });
  const spans = tracing ? await openTracing(observer, common) : undefined;
  const all = [learner, recorder, spans].filter((one) => one !== undefined);
  for (const { listener } of all) observer.subscribe(listener);
  return {
    learned: learner?.proposal,
    forget: () => [learner, recorder].forEach((one) => one?.forget()),
    async stop() {
      let whole = false;
      const stopped = Promise.all(all.map((one) => one.stop())).then(() => whole = true);
      // A disk may hang, and the process must end.
      await settlesWithin(limits.stopIdleMs, stopped, platformTimers);
      if (!whole) say("egress: what was seen last is not all written: the sidecar must end");
    },
  };
}

async function openTracing(
  observer: Observer,
  tools: Omit<TracingOptions, "api" | "observer"> & { readonly version: string },
): Promise<Tracing> {
  const [{ createTracing }, { platformSpans }] = await Promise.all([
    import("../observe/spans/tracing.ts"),
    import("../observe/spans/platform_spans.ts"),
  ]);
  return createTracing({ ...tools, observer, api: await platformSpans(tools.version) });
}
