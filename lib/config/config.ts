import type { RouteTable } from "../policy/table.ts";

/** 0 off, 1 blocks, 2 full. */
export type LogLevel = 0 | 1 | 2;

/** What a routes file says. It is replaced as a whole, never changed. */
export interface Config {
  readonly log: LogLevel;
  readonly table: RouteTable;
  /** Sentences for `check`: what loads but hardly does what its writer meant. */
  readonly notes: readonly string[];
}
