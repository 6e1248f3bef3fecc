import { createSecureContext, type SecureContext } from "node:tls";
import { limits } from "../limits.ts";
import { createLimiter } from "./limiter.ts";
import { createLru } from "./lru.ts";
import type { Minter } from "./mint_leaf.ts";

/** The certificates that agents are shown, one a host. */
export interface LeafCache {
  /**
   * The context for a canonical host (host.ts), minted if need be. A host is `allowed` if a route
   * names it; the others have a small cache and queue of their own, so that a loop over random names
   * neither grows memory nor slows or pushes out the hosts that matter.
   *
   * @throws Error if too many wait for a certificate, or the authority has ended: the caller closes
   */
  contextFor(host: string, about: { readonly allowed: boolean }): Promise<SecureContext>;
  /** Contexts held. */
  readonly size: number;
}

export interface LeafCacheParts {
  readonly mint: Minter;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly bounds?: LeafCacheBounds;
}

/** The part of `limits` that counts here; tests give smaller ones. */
export type LeafCacheBounds = Readonly<
  Record<
    | "leafContexts"
    | "leafMintsAtOnce"
    | "leafMintsQueued"
    | "deniedLeafContexts"
    | "deniedLeafMintsAtOnce"
    | "deniedLeafMintsQueued",
    number
  >
>;

interface Entry {
  readonly context: SecureContext;
  /** The time in which it may be shown. */
  readonly fromMs: number;
  readonly renewAtMs: number;
}

export function createLeafCache(
  { mint, now = Date.now, bounds = limits }: LeafCacheParts,
): LeafCache {
  const allowedHosts = lane(
    bounds.leafContexts,
    bounds.leafMintsAtOnce,
    bounds.leafMintsQueued,
  );
  const deniedHosts = lane(
    bounds.deniedLeafContexts,
    bounds.deniedLeafMintsAtOnce,
    bounds.deniedLeafMintsQueued,
  );

  async function make(host: string): Promise<Entry> {
    const mintedMs = now();
    const { certPem, keyPem, notAfterMs } = await mint([host]);
    const context = createSecureContext({ cert: certPem, key: keyPem.reveal() });
    // A third of the life is left for agents whose clock is ahead and for connections that last.
    return {
      context,
      fromMs: mintedMs - limits.certificateBackdateMs,
      renewAtMs: mintedMs + (notAfterMs - mintedMs) * 2 / 3,
    };
  }

  return {
    async contextFor(host, { allowed }) {
      const own = allowed ? allowedHosts : deniedHosts;
      const other = allowed ? deniedHosts : allowedHosts;
      // A reload may have moved the host from one side to the other; its certificate is the same.
      const kept = own.kept.get(host) ?? other.kept.get(host);
      const nowMs = now();
      // Before it is valid: it was minted while the clock was ahead, which has been set back since.
      if (kept !== undefined && kept.fromMs <= nowMs && nowMs < kept.renewAtMs) {
        if (allowed) {
          own.kept.set(host, kept);
          other.kept.delete(host);
        }
        return kept.context;
      }
      let flight = own.flights.get(host);
      if (flight === undefined) {
        flight = own.limited(() => make(host)).finally(() => own.flights.delete(host));
        own.flights.set(host, flight);
      }
      const entry = await flight;
      own.kept.set(host, entry);
      return entry.context;
    },
    get size() {
      return allowedHosts.kept.size + deniedHosts.kept.size;
    },
  };
}

/** One side of the cache. `flights` is bounded by what may run and wait. */
function lane(contexts: number, atOnce: number, queued: number) {
  return {
    kept: createLru<Entry>(contexts),
    flights: new Map<string, Promise<Entry>>(),
    limited: createLimiter(atOnce, queued),
  };
}
