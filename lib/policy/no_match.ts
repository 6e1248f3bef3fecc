import { limits } from "../limits.ts";
import type { MatchFailure } from "./match.ts";
import { refuse } from "./outcome.ts";
import type { Refusal } from "./refusal.ts";
import type { Route } from "./route.ts";

/**
 * The 403 `no-match` in words. `failures` are those of every entry (match.ts). The mend is for the
 * entry that came nearest, path before method before headers; a header's value is never repeated.
 */
export function refuseNoMatch(
  route: Route,
  method: string,
  path: string,
  failures: readonly MatchFailure[],
): Refusal {
  const nearest = failures.toSorted((a, b) => RANK[b.part] - RANK[a.part])[0];
  const asked = `${shown(method)} ${shown(path)}`;
  return refuse(
    403,
    "no-match",
    `${asked} fits none of the matches of the route for ${route.host}; ${
      mend(nearest, method, path)
    }`,
  ).refusal;
}

/** How far an entry was judged before it failed. */
const RANK: Readonly<Record<MatchFailure["part"], number>> = { path: 0, method: 1, header: 2 };

function mend(failure: MatchFailure | undefined, method: string, path: string): string {
  if (failure === undefined) return 'the operator can allow it with an entry in "matches"';
  const place = `"matches" entry ${failure.entry + 1} of that route in routes.yaml`;
  switch (failure.part) {
    case "path": {
      const rule = `{ type: exact, value: ${JSON.stringify(shown(path))} }`;
      return `the operator can allow it with ${rule} in the paths of ${place}`;
    }
    case "method":
      return `the operator can allow it with "${shown(method)}" in the methods of ${place}`;
    case "header":
      return `send the header ${failure.name} once, as ${place} asks`;
  }
  failure satisfies never;
}

function shown(text: string): string {
  return text.length <= limits.shownCharacters
    ? text
    : `${text.slice(0, limits.shownCharacters)}...`;
}
