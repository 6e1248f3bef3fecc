import type { SecretName } from "../world/secrets.ts";
import type { World } from "../world/world.ts";
import type { Way } from "../world/ways.ts";

/** One thing that an agent, an upstream or somebody between them might try. */
export interface Attempt {
  /** The row of the report that it belongs to. */
  readonly group: string;
  readonly name: string;
  /** What the agent must see each time, as `403 secret-found`. */
  readonly sees: string | RegExp;
  /**
   * Whom it may reach. `nobody` (unless said otherwise): no byte, no connection, no question to the DNS
   * server. `upstream`: somebody may be reached, and must have received no secret.
   */
  readonly reaches?: "nobody" | "upstream" | "dns";
  /** A token that is known by its shape alone, and so only once it is whole: it must not arrive whole. */
  readonly inPieces?: SecretName;
  /** A value that the operator has approved for where it goes: its arrival is no leak. */
  readonly allows?: SecretName;
  /** The line that the sidecar itself writes into what it sends, which is no leak. */
  readonly injects?: boolean;
  /** Tries it and says what was seen, once for each way where it is tried by several. */
  attempt(world: World, ways: readonly Way[]): Promise<readonly string[]>;
}
