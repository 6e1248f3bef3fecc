import { limits } from "../../limits.ts";

/** What the redaction of one request may still cost, in bytes that are looked at. It is counted down. */
export interface Work {
  left: number;
}

/** All of it, for one request. */
export function fullWork(): Work {
  return { left: limits.redactWorkBytes };
}
