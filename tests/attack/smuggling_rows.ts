import { bodyRows } from "./smuggling_body_rows.ts";
import { headRows } from "./smuggling_head_rows.ts";
import type { SmugglingRow } from "./smuggling_row.ts";
import { sentRows } from "./smuggling_sent_rows.ts";
import { targetRows } from "./smuggling_target_rows.ts";

/** All of them. */
export const smugglingRows: readonly SmugglingRow[] = [
  ...bodyRows,
  ...headRows,
  ...targetRows,
  ...sentRows,
];
