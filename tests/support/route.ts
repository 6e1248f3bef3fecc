import type { Route } from "../../lib/policy/route.ts";

/** A route to the whole host, as routes.yaml would make it of `host` alone, with `parts` instead. */
export function testRoute(parts: Partial<Route> = {}): Route {
  const host = parts.host ?? "a.test";
  return {
    host,
    ports: undefined,
    credential: undefined,
    matches: undefined,
    gitFetch: false,
    allowPrivateAddresses: false,
    outboundDetectors: ["token_patterns", "known_secrets"],
    inboundDetectors: ["naive_injection_detection"],
    outboundOnMatch: "supervise",
    spec: { host },
    ...parts,
  };
}
