import type { Secret } from "../secret.ts";

/** A value that must never leave, and the variable or file that holds it: the name may be shown. */
export interface NamedSecret {
  readonly name: string;
  readonly value: Secret;
}
