import type { Route } from "../policy/route.ts";
import type { Trace } from "./trace.ts";

/** How often a route decided, since the start or since it was last changed. */
export interface RouteCount {
  /** Requests that it allowed. */
  readonly allowed: number;
  /** Requests to its host that did not go on, whatever refused them. */
  readonly refused: number;
  /** For each entry of `matches`, how often it was the first that fitted. */
  readonly matches: readonly number[];
}

export interface RouteCounts {
  add(trace: Pick<Trace, "route" | "allowed" | "match">): void;
  of(route: Route): RouteCount;
  /** Forgets what counts for none of these routes. */
  keep(routes: readonly Route[]): void;
}

interface Count {
  allowed: number;
  refused: number;
  readonly matches: number[];
}

/** A reload makes every route anew: one that says the same goes on counting, a changed one begins. */
export function createRouteCounts(): RouteCounts {
  const byText = new Map<string, Count>();
  const byRoute = new WeakMap<Route, Count>();

  const countOf = (route: Route): Count => {
    const known = byRoute.get(route);
    if (known !== undefined) return known;
    const text = JSON.stringify(route.spec);
    const count = byText.get(text) ??
      { allowed: 0, refused: 0, matches: (route.matches ?? []).map(() => 0) };
    byText.set(text, count);
    byRoute.set(route, count);
    return count;
  };

  return {
    add({ route, allowed, match }) {
      if (route === undefined) return;
      const count = countOf(route);
      if (!allowed) count.refused++;
      else {
        count.allowed++;
        if (match !== undefined) count.matches[match] = (count.matches[match] ?? 0) + 1;
      }
    },
    of(route) {
      const { allowed, refused, matches } = countOf(route);
      return { allowed, refused, matches: [...matches] };
    },
    keep(routes) {
      const kept = new Set(routes.map((route) => JSON.stringify(route.spec)));
      for (const text of byText.keys()) if (!kept.has(text)) byText.delete(text);
    },
  };
}
