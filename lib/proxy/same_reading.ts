import type { Route } from "../policy/route.ts";

/**
 * Whether a request that was judged under one route would have been read in the same way under the other:
 * by the same detectors, with the same consequences and the same credential.
 */
export function sameReading(a: Route, b: Route): boolean {
  return a === b || readingOf(a) === readingOf(b);
}

function readingOf({ outboundDetectors, outboundOnMatch, credential }: Route): string {
  return JSON.stringify([outboundDetectors, outboundOnMatch, credential]);
}
