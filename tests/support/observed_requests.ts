import { createObserver, type ObserverOptions } from "../../lib/observe/observer.ts";
import type { Trace } from "../../lib/observe/trace.ts";
import type { Refusal } from "../../lib/policy/refusal.ts";
import type { Route } from "../../lib/policy/route.ts";
import type { Target } from "../../lib/policy/target.ts";
import type { Finding } from "../../lib/scan/finding.ts";
import { Secret } from "../../lib/secret.ts";

/** An observer with clocks that a test moves, and what it was told. */
export function testObserver(options: Partial<ObserverOptions> = {}) {
  let time = 0;
  const told: string[] = [];
  const observer = createObserver({
    redact: (text) => text.replaceAll("hunter2", "********"),
    wallClock: () => 1_000_000 + time,
    now: () => time,
    ...options,
  });
  observer.subscribe((trace, what) => void told.push(`${trace.id} ${what} ${trace.verdict}`));
  return {
    observer,
    told,
    pass: (ms: number) => void (time += ms),
    begin: (method = "GET") => observer.begin({ method, protocol: "HTTP/1.1" }),
  };
}

export function target(path = "/x", host = "a.test", query?: string): Target {
  return { scheme: "https", host, port: 443, path, query };
}

/** A request that was allowed by this route and answered whole. */
export function forwarded(trace: Trace, route: Route, path = "/x", status = 200): Trace {
  const aim = target(path, route.host);
  trace.aimed(aim, route);
  trace.allow({ route, target: aim, fields: [] });
  trace.answered(status);
  trace.end();
  return trace;
}

/** A request that was refused, for a host with this route or none. */
export function refused(trace: Trace, refusal: Refusal, route?: Route, host = "a.test"): Trace {
  trace.aimed(target("/x", host), route);
  trace.refused(refusal);
  trace.answered(refusal.status);
  trace.end();
  return trace;
}

export const NO_MATCH: Refusal = {
  status: 403,
  reason: "no-match",
  text: "egress: no entry fits",
};

export const SECRET: Refusal = {
  status: 403,
  reason: "secret-found",
  text: "egress DLP: AWS access key id in body",
};

export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    detector: "token_patterns",
    kind: "aws-access-key-id",
    severity: "block",
    reason: "AWS access key id in body",
    value: new Secret("value"),
    surface: "body",
    views: [],
    context: "",
    span: undefined,
    ...parts,
  };
}
