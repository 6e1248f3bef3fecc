/** What became of a request that was held for the operator. Only `approved` lets anything through. */
export type Decision =
  | Approved
  | Rejected
  | TimedOut
  | Unavailable
  | TooMany
  | Withdrawn;

interface Waited {
  /** The id of the proposal. */
  readonly proposal: string;
  /** How long this request was held. */
  readonly waitedMs: number;
}

export interface Approved extends Waited {
  readonly kind: "approved";
}

export interface Rejected extends Waited {
  readonly kind: "rejected";
}

export interface TimedOut extends Waited {
  readonly kind: "timed-out";
  /** As configured. */
  readonly seconds: number;
}

/** The question could not be filed, or the sidecar stops. */
export interface Unavailable {
  readonly kind: "unavailable";
  readonly why: string;
}

/** A bound is reached, and nothing was filed. */
export interface TooMany {
  readonly kind: "too-many";
  readonly what: "questions" | "requests";
  readonly most: number;
}

/** The agent has gone. */
export interface Withdrawn {
  readonly kind: "withdrawn";
}
