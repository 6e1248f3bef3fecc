import type { LearnedRoutes } from "../observe/learn/learned.ts";
import type { Observer } from "../observe/observer.ts";
import type { Route } from "../policy/route.ts";
import type { Secret } from "../secret.ts";
import type { OperatorQueue } from "../supervise/queue.ts";
import type { Timers } from "../supervise/timers.ts";

/** The operator's side of supervision. */
export interface AdminQueue {
  readonly desk: OperatorQueue;
  /** Whose questions are shown and answered: a queue may be shared. */
  readonly slug: string;
  /** How long a request is held. */
  readonly timeoutSeconds: number;
}

/** What is there at this moment. */
export interface AdminCounts {
  readonly connections: number;
  readonly flights: number;
  readonly idleUpstreams: number;
  readonly leaves: number;
}

/** What the operator's listener is made of. */
export interface AdminParts {
  readonly observer: Observer;
  /** The table of this moment. */
  readonly routes: () => readonly Route[];
  /** What was learned from denied requests; undefined: nothing is learned. */
  readonly learned?: (() => Promise<LearnedRoutes>) | undefined;
  /** Undefined: supervision is off, and there are no questions. */
  readonly queue: AdminQueue | undefined;
  readonly counts: () => AdminCounts;
  readonly token: Secret;
  /** Names that the listener may be called by; see `isAllowedHost`. */
  readonly hosts: readonly string[];
  readonly version: string;
  /** Takes secrets out of what is shown and was not redacted before. */
  readonly redact: (text: string) => string;
  /** Called between two steps of long work: waits for others now and then. */
  readonly turn: () => () => void | Promise<void>;
  /** Milliseconds since 1970. */
  readonly wallClock: () => number;
  readonly timers: Timers;
  /** Aborted when streams of events must end. */
  readonly stopping: AbortSignal;
}
