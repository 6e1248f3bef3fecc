import type { Secret } from "../secret.ts";

/** What the operator is asked: whether this value may go to this host. */
export interface Question {
  /** The canonical host (`policy/host.ts`). */
  readonly host: string;
  readonly method: string;
  readonly path: string;
  /** In words, without `egress DLP: ` before it and without the value. */
  readonly reason: string;
  /** What stands round the value, every value in it replaced; may be empty. */
  readonly context: string;
  /** In memory only: it is neither filed nor kept. */
  readonly value: Secret;
}
