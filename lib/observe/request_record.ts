import type { Decision } from "../supervise/decision.ts";
import type { Finding } from "../scan/finding.ts";
import type { Reason } from "../policy/refusal.ts";
import type { Scheme } from "../policy/authority.ts";

/**
 * What has become of a request.
 *
 * - `pending`: it is read and judged;
 * - `held`: it waits for the operator;
 * - `forwarded`: it was allowed; with `end_ms` the answer went to the agent whole;
 * - `answered`: by the sidecar itself (introspection);
 * - `refused`: a verdict, said to the agent;
 * - `failed`: it could not be done (the network, the upstream, a bound, a stop), and that was said;
 * - `cut`: it was ended behind the answer's head, where nothing can be said any more;
 * - `left`: the agent went away before.
 */
export type Verdict =
  | "pending"
  | "held"
  | "forwarded"
  | "answered"
  | "refused"
  | "failed"
  | "cut"
  | "left";

/** Where the network towards an upstream failed. */
export type UpstreamStage = "resolve" | "connect" | "tls" | "write" | "read";

/** A kind of finding, never its value. */
export interface FoundKind extends Pick<Finding, "detector" | "kind" | "severity" | "surface"> {
  /** How often it was found in this request. */
  readonly count: number;
}

/** Milliseconds from the start of the request; null for what has not come, or never will. */
export interface StageTimes {
  /** The verdict, the operator's part included. */
  readonly judged_ms: number | null;
  /** How long of that it was held for the operator: a length of time. */
  readonly held_ms: number | null;
  /** A connection to the upstream was there, a pooled or a new one. */
  readonly connected_ms: number | null;
  /** The head of the upstream's answer. */
  readonly head_ms: number | null;
  /** The first byte to the agent. */
  readonly first_byte_ms: number | null;
  readonly end_ms: number | null;
}

/**
 * The facts of a request as they may be shown and written: every text is redacted, and null stands
 * for what is not known. The keys are those of the operator's API.
 */
export interface RequestRecord {
  /** Rises by one with each request since the start. */
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly start_ms: number;
  readonly method: string;
  /** As the agent spoke it: `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`. */
  readonly protocol: string;
  readonly scheme: Scheme | null;
  readonly host: string;
  readonly port: number | null;
  /** With its query, as in the log's events. */
  readonly path: string;
  /** The host pattern of the route, `*.example.com` perhaps. */
  readonly route: string | null;
  /** Which entry of the route's `matches` fitted, the first being 1; null where it has none. */
  readonly match: number | null;
  readonly verdict: Verdict;
  /** The code and the words of what was refused, failed or cut. */
  readonly reason: Reason | null;
  readonly text: string | null;
  /** Of the answer that the agent got. */
  readonly status: number | null;
  readonly findings: readonly FoundKind[];
  /** Of the bodies, as the agent sent and got them; of a WebSocket, of its messages. */
  readonly bytes_up: number;
  readonly bytes_down: number;
  readonly stages: StageTimes;
  readonly upstream_stage: UpstreamStage | null;
  /** The id of the last question that it was held for, and what came of it. */
  readonly proposal: string | null;
  readonly decision: Decision["kind"] | null;
  /** Whether a WebSocket was opened. */
  readonly upgraded: boolean;
}
