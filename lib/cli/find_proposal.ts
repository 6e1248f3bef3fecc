import { TOKEN_ALLOW } from "../supervise/make_proposal.ts";
import type { Entry, OperatorQueue } from "../supervise/queue.ts";
import { UsageError } from "./usage_error.ts";

export type FoundProposal =
  | { readonly entry: Entry; readonly why?: undefined }
  /** Why there is none, in words. */
  | { readonly entry?: undefined; readonly why: string };

/**
 * The one question of the sidecar whose id begins so: an open one or else an archived one.
 *
 * @throws UsageError for what no id begins with
 * @throws QueueError if the queue cannot be read
 */
export async function findProposal(desk: OperatorQueue, prefix: string): Promise<FoundProposal> {
  const beginning = prefix.toLowerCase();
  if (!/^[0-9a-f-]+$/.test(beginning)) {
    throw new UsageError("an ID is hexadecimal digits and hyphens; see egress queue list");
  }
  const fits = (id: string) => id.startsWith(beginning);
  const open = (await desk.open()).filter(fits);
  const ids = open.length > 0 ? open : (await desk.archived()).filter(fits);
  const [id, ...more] = ids;
  if (id === undefined) return { why: `no proposal's id begins with ${beginning}` };
  if (more.length > 0) {
    return { why: `${ids.length} proposals begin with ${beginning}; write more of the id` };
  }
  const entry = await desk.read(id);
  if (entry === undefined) return { why: `proposal ${id} has gone or cannot be read` };
  if (entry.proposal.tool !== TOKEN_ALLOW) {
    return { why: `proposal ${id} is another tool's, which has its own program for answers` };
  }
  return { entry };
}
