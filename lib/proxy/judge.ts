import { limits } from "../limits.ts";
import { decide } from "../policy/decide.ts";
import { isLfsBatch, lfsOperation } from "../policy/git.ts";
import type { Outcome } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { Target } from "../policy/target.ts";
import type { Fields } from "../wire/field.ts";
import { latin1Text } from "../wire/latin1.ts";
import type { Asked } from "./asked.ts";
import { type Body, readWhole } from "./body.ts";
import type { Parts } from "./parts.ts";

/** What a request was allowed as, and its body, some of which may have been read for that. */
export interface Judged {
  readonly route: Route;
  readonly body: Body;
}

/** Reads as much of the request as the policy needs and asks it. */
export async function judge(
  parts: Parts,
  asked: Asked,
  target: Target,
  fields: Fields,
): Promise<Outcome<Judged>> {
  const { method } = asked.head;
  const decision = decide(parts.live.current.table, { method, target, fields });
  if (decision.kind === "refuse") return { ok: false, refusal: decision.refusal };
  if (!isLfsBatch(method, target.path)) {
    return { ok: true, value: { route: decision.route, body: asked.body } };
  }
  // LFS says only in its body whether it uploads.
  const { bytes, body } = await readWhole(asked.body, limits.heldBodyBytes);
  const lfs = bytes ? lfsOperation(latin1Text(bytes)) : "unknown";
  // The table may have been replaced while the body came.
  const again = decide(parts.live.current.table, { method, target, fields, lfs });
  return again.kind === "refuse"
    ? { ok: false, refusal: again.refusal }
    : { ok: true, value: { route: again.route, body } };
}
