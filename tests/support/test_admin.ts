import type { AdminParts } from "../../lib/admin/admin_parts.ts";
import { createAdmin } from "../../lib/admin/app.ts";
import type { Route } from "../../lib/policy/route.ts";
import { Secret } from "../../lib/secret.ts";
import { manualTimers } from "./manual_timers.ts";
import { memoryQueue } from "./memory_queue.ts";
import { testObserver } from "./observed_requests.ts";

export const ADMIN_TOKEN = "dummy-token-of-the-operator";

/** The operator's app with an observer, a queue and clocks that a test moves, and no listener. */
export function testAdmin(options: Partial<AdminParts> & { routes?: () => readonly Route[] } = {}) {
  const observed = testObserver();
  const queue = memoryQueue();
  const timers = manualTimers();
  const stopping = new AbortController();
  const parts: AdminParts = {
    observer: observed.observer,
    routes: () => [],
    queue: { desk: queue, slug: "bottle", timeoutSeconds: 300 },
    counts: () => ({ connections: 1, flights: 2, idleUpstreams: 3, leaves: 4 }),
    token: new Secret(ADMIN_TOKEN),
    hosts: ["console.test"],
    version: "0.0.0",
    redact: (text) => text.replaceAll("hunter2", "********"),
    turn: () => () => {},
    wallClock: () => 1_700_000_060_000,
    timers,
    stopping: stopping.signal,
    ...options,
  };
  const app = createAdmin(parts);
  /** Asks with the token, unless `headers` say otherwise. */
  const ask = async (path: string, init: RequestInit = {}, origin = "http://127.0.0.1:9098") => {
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, ...init.headers };
    return await app.fetch(new Request(`${origin}${path}`, { ...init, headers }));
  };
  const post = (path: string, body: unknown) =>
    ask(path, { method: "POST", body: JSON.stringify(body) });
  return { ...observed, parts, queue, timers, stopping, app, ask, post };
}
