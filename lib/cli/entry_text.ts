import type { Entry } from "../supervise/queue.ts";
import { visible } from "../supervise/visible.ts";
import { ageText } from "./age_text.ts";
import { entryState } from "./entry_state.ts";

/**
 * All of a proposal for the operator. Whoever wrote it, nothing in it steers the terminal.
 *
 * @param now milliseconds since 1970
 */
export function entryText(entry: Entry, now: number): string {
  const { id, bottle_slug, arrival_timestamp, proposed_file, justification } = entry.proposal;
  const { answer } = entry;
  return [
    `proposal ${id}`,
    `bottle ${visible(bottle_slug)}, asked ${ageText(arrival_timestamp, now)} ago`,
    ...(answer === undefined ? [] : [`answer ${visible(answer.status)}: ${visible(answer.notes)}`]),
    ...(answer === undefined && entry.archived ? [`it ${entryState(entry)}`] : []),
    "",
    ...proposed_file.trimEnd().split("\n").map(visible),
    "",
    visible(justification),
  ].join("\n");
}
