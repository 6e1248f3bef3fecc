import type { Refusal } from "../policy/refusal.ts";
import { originForm, type Target } from "../policy/target.ts";

const HIDDEN = "********";

/** Path and query for the log, without the part in which something was found: it may stand there in pieces. */
export function shownPath(
  target: Pick<Target, "path" | "query"> | undefined,
  hidden?: Refusal["hidden"],
): string {
  if (target === undefined) return "";
  switch (hidden) {
    case "path":
      return originForm({ path: `/${HIDDEN}`, query: target.query });
    case "query":
      return originForm({ path: target.path, query: target.query && HIDDEN });
    case undefined:
      return originForm(target);
  }
}
