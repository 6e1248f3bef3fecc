import { answerAttempts } from "./answer_attempts.ts";
import type { Attempt } from "./attempt.ts";
import { bodyRows, writingRows } from "./body_rows.ts";
import { headRows } from "./head_rows.ts";
import { nestingRows } from "./nesting_rows.ts";
import { oversizeRows, redactedRows, streamedRows, unredactableRows } from "./large_rows.ts";
import { operatorAttempts } from "./operator_attempts.ts";
import { fetchRows, gitRows, placeRows } from "./place_rows.ts";
import { rawAttempts } from "./raw_attempts.ts";
import { requestAttempts } from "./request_attempts.ts";
import { scenarios } from "./scenarios.ts";
import { smugglingRows } from "./smuggling_rows.ts";
import { splitRows } from "./split_rows.ts";
import { targetRows } from "./target_rows.ts";
import { webSocketAttempts } from "./websocket_attempts.ts";

/** Everything that is tried, by groups. */
export const attempts: readonly Attempt[] = [
  ...requestAttempts("secrets in the head", headRows),
  ...requestAttempts("secrets in bodies, by coding", bodyRows),
  ...requestAttempts("secrets in other writings", writingRows),
  ...requestAttempts("codings and formats nested", nestingRows),
  ...requestAttempts("secrets in pieces", splitRows),
  ...requestAttempts("bodies that stream", streamedRows),
  ...requestAttempts("oversize", oversizeRows),
  ...requestAttempts("redacted", redactedRows),
  ...requestAttempts("not to be redacted", unredactableRows),
  ...webSocketAttempts,
  ...answerAttempts,
  ...rawAttempts("smuggled requests", smugglingRows),
  ...rawAttempts("games with the target", targetRows),
  ...requestAttempts("places that are not to be reached", placeRows),
  ...requestAttempts("git by odd writings", [...gitRows, ...fetchRows]),
  ...operatorAttempts,
  ...scenarios,
];
