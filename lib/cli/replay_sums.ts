import { limits } from "../limits.ts";
import type { RecordedRequest } from "../observe/record/read_recorded.ts";
import type { Replayed, RoutesVerdict } from "../observe/record/replay_request.ts";

/** Requests with the same method and target whose verdict changes alike. */
export interface ReplayedChange {
  readonly count: number;
  readonly method: string;
  /** Without its query. */
  readonly url: string;
  readonly from: RoutesVerdict;
  readonly to: RoutesVerdict;
  readonly rule: string;
  readonly detail: string;
}

/** The keys are those of `--json`. */
export interface ReplaySum {
  readonly requests: number;
  readonly same: number;
  readonly changed: number;
  /** The most frequent first. */
  readonly changes: readonly ReplayedChange[];
  /** Changed requests that found no place in `changes`. */
  readonly unlisted: number;
  /** How many cannot be told, by why. */
  readonly untold: Readonly<Record<string, number>>;
  readonly bad_lines: number;
  /** Requests that were missing in the record already. */
  readonly lost: number;
}

export interface ReplaySums {
  add(request: RecordedRequest, replayed: Replayed): void;
  lost(count: number): void;
  badLine(): void;
  all(): ReplaySum;
}

export function createReplaySums(most: number = limits.replayChanges): ReplaySums {
  const sums = { requests: 0, same: 0, changed: 0, unlisted: 0, bad_lines: 0, lost: 0 };
  const changes = new Map<string, ReplayedChange>();
  const untold: Record<string, number> = {};

  return {
    add(request, replayed) {
      sums.requests++;
      switch (replayed.kind) {
        case "same":
          sums.same++;
          return;
        case "untold":
          untold[replayed.why] = (untold[replayed.why] ?? 0) + 1;
          return;
        case "changed": {
          sums.changed++;
          const { kind: _, ...change } = replayed;
          const url = urlOf(request);
          const key = JSON.stringify([request.method, url, change.from, change.to]);
          const known = changes.get(key);
          if (known === undefined && changes.size >= most) sums.unlisted++;
          else {
            const about = { method: request.method, url, ...change };
            changes.set(key, { ...about, count: (known?.count ?? 0) + 1 });
          }
          return;
        }
      }
      replayed satisfies never;
    },
    lost: (count) => void (sums.lost += count),
    badLine: () => void sums.bad_lines++,
    all: () => ({
      ...sums,
      changes: [...changes.values()].sort((a, b) => b.count - a.count),
      untold,
    }),
  };
}

function urlOf({ scheme, host, port, path }: RecordedRequest): string {
  const name = host.includes(":") ? `[${host}]` : host;
  const usual = port === (scheme === "https" ? 443 : 80);
  return `${scheme}://${name}${usual ? "" : `:${port}`}${path}`;
}
