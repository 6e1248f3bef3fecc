/**
 * The spine: what happens to one request, in this order and nowhere else. Only `forward` sends, and
 * nothing that was judged is changed between its verdict and its sending.
 */
import { endToEnd } from "../wire/hop_by_hop.ts";
import type { Asked } from "./asked.ts";
import { credentialOf } from "./credential_of.ts";
import { forward } from "./forward.ts";
import { introspect, isIntrospection } from "./introspect.ts";
import { judge } from "./judge.ts";
import { observed } from "./observed.ts";
import type { Parts } from "./parts.ts";
import { readTarget } from "./read_target.ts";
import { refuse, refuseFailure } from "./refuse.ts";
import { readOffer } from "./websocket/offer.ts";

/** Answers one request, whatever happens to it. Never rejects. */
export async function exchange(given: Asked, parts: Parts): Promise<void> {
  const asked = parts.observer ? observed(given, parts.observer) : given;
  const share = parts.heldBodies.share();
  try {
    // What is asked can be read in one way only: target, Host and SNI agree.
    const target = readTarget(asked);
    if (!target.ok) return await refuse(parts, asked, target.refusal);
    asked.target = target.value;
    asked.trace?.aimed(target.value, parts.live.current.table.find(target.value.host));

    // 1. Introspection, for which no route is needed.
    if (isIntrospection(target.value.host)) return await introspect(parts, asked, target.value);

    // 2. The route by the host; 3. the outbound scan; 4. to 7. git, allowlist, matches.
    const fields = endToEnd(asked.head.fields, "agent");
    asked.trace?.carries(fields);
    const judged = await judge(parts, asked, target.value, fields, share);
    if (!judged.ok) return await refuse(parts, asked, judged.refusal);
    const hasBody = asked.body.length !== 0;
    const offer = readOffer(asked.head, { hasBody, ownsConnection: asked.agent !== undefined });
    if (!offer.ok) return await refuse(parts, asked, offer.refusal);

    // 8. The route's credential.
    const credential = await credentialOf(parts, judged.value.route);
    if (!credential.ok) return await refuse(parts, asked, credential.refusal);

    // 9. Forwarded. The name is looked up only now, and the address that is vetted is dialled.
    asked.trace?.allow(judged.value);
    const granted = { credential: credential.value, offer: offer.value };
    await forward(parts, asked, { ...judged.value, ...granted });
  } catch (error) {
    await refuseFailure(parts, asked, error);
  } finally {
    share.end();
    asked.trace?.end();
  }
}
