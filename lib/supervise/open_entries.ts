import { limits } from "../limits.ts";
import { TOKEN_ALLOW } from "./make_proposal.ts";
import type { Entry, OperatorQueue } from "./queue.ts";

export interface OpenEntries {
  /** The oldest first. */
  readonly entries: readonly Entry[];
  /** What else stands there: questions of other tools, files that are no proposals, too many. */
  readonly others: number;
}

/**
 * The sidecar's questions that were not archived.
 *
 * @throws QueueError if the queue cannot be read
 */
export async function openEntries(desk: OperatorQueue): Promise<OpenEntries> {
  const ids = await desk.open();
  const entries: Entry[] = [];
  for (const id of ids.slice(0, limits.listedProposals)) {
    const entry = await desk.read(id);
    if (entry?.archived === false && entry.proposal.tool === TOKEN_ALLOW) entries.push(entry);
  }
  const others = ids.length - entries.length;
  return { entries: entries.sort((a, b) => order(a) < order(b) ? -1 : 1), others };
}

const order = ({ proposal }: Entry) => `${proposal.arrival_timestamp} ${proposal.id}`;
