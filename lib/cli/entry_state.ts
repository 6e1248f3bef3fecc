import type { Entry } from "../supervise/queue.ts";
import { visible } from "../supervise/visible.ts";

/** What has become of a proposal, in words; undefined while it waits for an answer. */
export function entryState({ answer, archived }: Entry): string | undefined {
  if (answer !== undefined) return `was answered already: ${visible(answer.status)}`;
  return archived ? "timed out, or its request was withdrawn" : undefined;
}
