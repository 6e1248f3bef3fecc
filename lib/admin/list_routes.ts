import type { AdminParts } from "./admin_parts.ts";

/**
 * The routes in force, in the order of the file and in its shape, with how often each allowed a request
 * and each entry of its `matches` was the first that fitted, since the start or its last change.
 */
export function listRoutes({ observer, routes }: Pick<AdminParts, "observer" | "routes">) {
  const current = routes();
  observer.routes.keep(current);
  return {
    routes: current.map((route) => {
      const { allowed, refused, matches } = observer.routes.of(route);
      return { route: route.spec, allowed, refused, matches };
    }),
  };
}
