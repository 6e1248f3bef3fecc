import type { Attempt } from "./attempt.ts";
import { bodyRows, writingRows } from "./body_rows.ts";
import { headRows } from "./head_rows.ts";
import { nestingRows } from "./nesting_rows.ts";
import { requestAttempts } from "./request_attempts.ts";
import { splitRows } from "./split_rows.ts";

/** Everything that is tried, by groups. */
export const attempts: readonly Attempt[] = [
  ...requestAttempts("secrets in the head", headRows),
  ...requestAttempts("secrets in bodies, by coding", bodyRows),
  ...requestAttempts("secrets in other writings", writingRows),
  ...requestAttempts("codings and formats nested", nestingRows),
  ...requestAttempts("secrets in pieces", splitRows),
];
