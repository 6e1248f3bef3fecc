import { limits } from "../../limits.ts";

/**
 * What may still be spent on near misses in one text: places where a pattern matched but its check said no,
 * and disguises that were tried. Ordinary text has few; a text made of them is refused, not skipped.
 */
export interface Effort {
  /** Characters looked at, roughly; negative once there is no more. */
  left: number;
}

export function effortFor(length: number): Effort {
  return { left: limits.scanEffortFree + limits.scanEffortPerByte * length };
}
