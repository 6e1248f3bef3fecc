import type { Refusal } from "../../policy/refusal.ts";

export type Stage = "resolve" | "connect" | "tls" | "write" | "read";

/** The network towards an upstream failed. `refusal` is what the agent is told: 502, or 504 on a time-out. */
export class UpstreamError extends Error {
  override readonly name = "UpstreamError";

  constructor(readonly stage: Stage, readonly refusal: Refusal) {
    super(refusal.text);
  }
}

const REASONS = {
  resolve: "upstream-dns",
  connect: "upstream-unreachable",
  tls: "upstream-tls",
  write: "upstream-protocol",
  read: "upstream-protocol",
} as const satisfies Record<Stage, Refusal["reason"]>;

/** @param what a sentence's rest behind `egress: `, naming the host */
export function upstreamFailed(stage: Stage, what: string): UpstreamError {
  return new UpstreamError(stage, { status: 502, reason: REASONS[stage], text: `egress: ${what}` });
}

/** @param what a sentence's rest behind `egress: `, naming the host and the time */
export function upstreamTimedOut(stage: Stage, what: string): UpstreamError {
  return new UpstreamError(stage, {
    status: 504,
    reason: "upstream-timeout",
    text: `egress: ${what}`,
  });
}
