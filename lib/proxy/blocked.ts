import type { Refusal } from "../policy/refusal.ts";

/** A verdict that came while the request or its answer was under way already. */
export class Blocked extends Error {
  override readonly name = "Blocked";

  /** @param responseStatus the answer's status, where it is the answer that must not pass */
  constructor(readonly refusal: Refusal, readonly responseStatus?: number) {
    super(refusal.text);
  }
}
