import { limits } from "../../limits.ts";

/** What the reading of one body may still spend. It is counted down as the body is read. */
export interface Budget {
  decodedBytes: number;
  parts: number;
}

/** A full budget, for one body. */
export function fullBudget(): Budget {
  return { decodedBytes: limits.bodyDecodedBytes, parts: limits.multipartParts };
}
