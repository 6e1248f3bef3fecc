import type { Route } from "../policy/route.ts";
import type { Detector } from "../scan/finding.ts";

/** What reads the requests of a route. */
export interface Outbound {
  readonly head: ReadonlySet<Detector>;
  /** Empty: nobody reads the body. */
  readonly body: ReadonlySet<Detector>;
}

/**
 * The detectors of a route (contract, section 4): those that it selects; `unicode_evasion` wherever one of
 * them looks for values, since it is how these are hidden; and CRLF in every head, which is not selectable.
 */
export function outboundOf({ outboundDetectors }: Route): Outbound {
  const body = new Set<Detector>(outboundDetectors);
  if (body.has("token_patterns") || body.has("known_secrets")) body.add("unicode_evasion");
  return { head: new Set<Detector>([...body, "crlf"]), body };
}
