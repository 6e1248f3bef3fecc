import { valuePattern } from "./value_pattern.ts";
import { valueStarts } from "./value_starts.ts";

/** A value made ready to be looked for. It has two characters or more. */
export interface SoughtValue {
  readonly value: string;
  /** `valuePattern` for one place at a time: sticky. */
  readonly pattern: RegExp;
  /** As `valueStarts` gives them. */
  readonly starts: Uint8Array;
  /** Whether the run of base64, base32 or hex round it goes with it. */
  readonly encoded: boolean;
}

/** Makes a value ready to be looked for. */
export function soughtValue(value: string, encoded = false): SoughtValue {
  const pattern = new RegExp(valuePattern(value).source, "y");
  return { value, pattern, starts: valueStarts(value), encoded };
}
