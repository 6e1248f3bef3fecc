import type { AdminParts } from "./admin_parts.ts";

/** What the sidecar is and has to do at this moment. */
export function showStatus(
  { observer, version, routes, queue, wallClock }: Pick<
    AdminParts,
    "observer" | "version" | "routes" | "queue" | "wallClock"
  >,
  startedMs: number,
) {
  const [newest] = observer.newest();
  return {
    version,
    started_ms: startedMs,
    now_ms: wallClock(),
    routes: routes().length,
    /** Ids rise by one, so this is how many there were. */
    requests: newest?.id ?? 0,
    under_way: observer.underWay,
    held: observer.heldNow.size,
    tunnels: observer.tunnels.open,
    supervised: queue !== undefined,
    held_seconds: queue?.timeoutSeconds ?? null,
  };
}
