import type { Trace } from "../../lib/observe/trace.ts";
import type { Route } from "../../lib/policy/route.ts";
import { NO_MATCH, target, type testObserver } from "./observed_requests.ts";

/** A request that the allowlist refused: of a host with this route, or with none. */
export function denied(
  { begin }: Pick<ReturnType<typeof testObserver>, "begin">,
  path: string,
  { host = "api.test", method = "GET", route, query }: {
    readonly host?: string;
    readonly method?: string;
    readonly route?: Route;
    readonly query?: string;
  } = {},
): Trace {
  const trace = begin(method);
  trace.aimed(target(path, host, query), route);
  trace.refused({ ...NO_MATCH, reason: route === undefined ? "host-not-allowed" : "no-match" });
  trace.answered(403);
  trace.end();
  return trace;
}
