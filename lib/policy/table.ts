import type { Route } from "./route.ts";

/** The routes of a file, ready to be asked for a host. */
export interface RouteTable {
  /** In the order of the file. */
  readonly routes: readonly Route[];
  /** The route of a canonical host; the cost grows with its labels, not with the routes. */
  find(host: string): Route | undefined;
}

/**
 * An exact host beats a wildcard; among equals the first of the file wins. `*.example.com` means one
 * or more labels before `example.com`, never `example.com` itself.
 */
export function createTable(routes: readonly Route[]): RouteTable {
  const exact = new Map<string, Route>();
  /** By the text behind `*.`, with the place in the file. */
  const wildcards = new Map<string, { readonly route: Route; readonly place: number }>();
  for (const [place, route] of routes.entries()) {
    if (route.host.startsWith("*.")) {
      const suffix = route.host.slice(2);
      if (!wildcards.has(suffix)) wildcards.set(suffix, { route, place });
    } else if (!exact.has(route.host)) {
      exact.set(route.host, route);
    }
  }

  function findWildcard(host: string): Route | undefined {
    let best: { readonly route: Route; readonly place: number } | undefined;
    for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) {
      const found = wildcards.get(host.slice(dot + 1));
      if (found !== undefined && (best === undefined || found.place < best.place)) best = found;
    }
    return best?.route;
  }

  return {
    routes,
    find: (host) => exact.get(host) ?? (wildcards.size === 0 ? undefined : findWildcard(host)),
  };
}
