import type { LiveConfig } from "../config/live.ts";
import type { CredentialValues } from "../config/credential_values.ts";
import type { Limiter } from "../ca/limiter.ts";
import type { LeafCache } from "../ca/leaf_cache.ts";
import type { LogWriter } from "../log/log_writer.ts";
import type { Observer } from "../observe/observer.ts";
import type { OwnListener } from "../policy/vet_addresses.ts";
import type { Secret } from "../secret.ts";
import type { Operator } from "./ask_operator.ts";
import type { Clocks } from "./clocks.ts";
import type { Engines } from "./engines.ts";
import type { Flights } from "./flights.ts";
import type { HeldBodies } from "./held_bodies.ts";
import type { Turns } from "./turns.ts";
import type { Upstreams } from "./upstream/upstreams.ts";

/** What the way of a request needs, built once by the composition root. */
export interface Parts {
  readonly live: LiveConfig;
  readonly credentials: CredentialValues;
  readonly leaves: LeafCache;
  readonly upstreams: Upstreams;
  readonly flights: Flights;
  readonly clocks: Clocks;
  readonly log: LogWriter;
  /** Sees all requests; undefined: nobody looks, and nothing is noted. */
  readonly observer: Observer | undefined;
  /** What reads requests and answers. */
  readonly engines: Engines;
  /** Long scans take turns with everything else. */
  readonly turns: Turns;
  readonly heldBodies: HeldBodies;
  /** Whom to ask about a finding; undefined: nobody, and every finding is a refusal. */
  readonly operator: Operator | undefined;
  /** Judges large bodies few at a time. */
  readonly largeScans: Limiter;
  /** A body up to this size is held and judged whole. */
  readonly heldBodyBytes: number;
  /** What `Proxy-Authorization` must carry, where anything. */
  readonly proxyToken: Secret | undefined;
  /** True once a stop was asked for: connections end with the request under way. */
  readonly stopping: () => boolean;
  /** The introspection app: a function from Request to Response. */
  readonly introspection: (request: Request) => Promise<Response>;
  /** The addresses and ports that this process itself listens on. */
  readonly ownListeners: () => readonly OwnListener[];
}
