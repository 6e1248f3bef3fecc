import type { Outcome, Reason } from "./refusal.ts";

/** The outcome that carries a value. */
export function accept<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

/** The outcome that carries a refusal; `words` follow `egress: ` (see refusal.ts for what they say). */
export function refuse(
  status: number,
  reason: Reason,
  words: string,
): Extract<Outcome<never>, { ok: false }> {
  return { ok: false, refusal: { status, reason, text: `egress: ${words}` } };
}
