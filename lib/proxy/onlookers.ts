/** Who looks on beside the console: what learns from requests and what records them. Imported where it is asked for. */
import type { LiveConfig } from "../config/live.ts";
import type { Settings } from "../config/settings.ts";
import type { LearnedRoutes } from "../observe/learn/learned.ts";
import type { LearnerOptions } from "../observe/learn/learner.ts";
import type { Observer } from "../observe/observer.ts";
import { platformTimers } from "../supervise/timers.ts";

export interface Onlookers {
  /** Undefined: nothing is learned. */
  readonly learned: (() => Promise<LearnedRoutes>) | undefined;
  /** The secrets may have changed. */
  forget(): void;
  /** Writes what waits. Never rejects. */
  stop(): Promise<void>;
}

type Watching = Pick<Settings, "learnPath" | "recordPath">;

export function areThereOnlookers({ learnPath, recordPath }: Watching): boolean {
  return learnPath !== undefined || recordPath !== undefined;
}

/** @throws ConfigError if a file cannot be used */
export async function openOnlookers(
  { learnPath, recordPath }: Watching,
  observer: Observer,
  tools: Pick<LearnerOptions, "redact" | "turn" | "write"> & { readonly live: LiveConfig },
): Promise<Onlookers> {
  const common = { ...tools, timers: platformTimers };
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
  const all = [learner, recorder].filter((one) => one !== undefined);
  for (const { listener } of all) observer.subscribe(listener);
  return {
    learned: learner?.proposal,
    forget: () => all.forEach((one) => one.forget()),
    async stop() {
      await Promise.all(all.map((one) => one.stop()));
    },
  };
}
