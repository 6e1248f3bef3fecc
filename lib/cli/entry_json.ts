import { readProposedFile } from "../supervise/proposed_file.ts";
import type { Entry } from "../supervise/queue.ts";

/** A proposal and its answer for programs. */
export function entryJson({ proposal, answer, archived }: Entry): Record<string, unknown> {
  const { id, bottle_slug, arrival_timestamp, proposed_file, justification } = proposal;
  return {
    id,
    bottle_slug,
    arrival_timestamp,
    ...readProposedFile(proposed_file),
    proposed_file,
    justification,
    status: answer?.status ?? null,
    notes: answer?.notes ?? null,
    archived,
  };
}
