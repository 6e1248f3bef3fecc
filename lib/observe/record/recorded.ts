import type { Scheme } from "../../policy/authority.ts";
import type { Reason } from "../../policy/refusal.ts";
import type { Verdict } from "../request_record.ts";

/** One line of the record: a request as the routes saw it, and what became of it. Redacted. */
export interface Recorded {
  readonly v: 1;
  /** When it came: ISO 8601, UTC. */
  readonly time: string;
  readonly method: string;
  readonly scheme: Scheme;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  /** Without "?"; null where the target has none. */
  readonly query: string | null;
  /** False where something of all this was redacted, cut or left out. */
  readonly whole: boolean;
  /** The names of all fields that are judged, in lower case. */
  readonly headers: readonly string[];
  /** Of those that some route asked for, where they are no secret: all values of a name. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Whether the routes let it through, whatever came later. */
  readonly allowed: boolean;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  /** The host pattern of the route, and which entry of its `matches` fitted, the first being 1. */
  readonly route: string | null;
  readonly match: number | null;
  readonly status: number | null;
  readonly bytes_up: number;
  readonly bytes_down: number;
  readonly ms: number;
}

/** Said in the record where requests are missing. */
export interface RecordedLoss {
  readonly v: 1;
  readonly time: string;
  readonly lost: number;
}
