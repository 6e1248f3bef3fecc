import { startTestSidecar, type TestSidecar } from "../../support/test_sidecar.ts";
import { listeningPorts } from "../../attack/listening_ports.ts";
import { proofNames } from "./names.ts";
import { ROUTES } from "./routes.ts";
import { secretEnv } from "./secrets.ts";
import { type ProofUpstream, startProofUpstream } from "./upstream.ts";

/** A sidecar and everybody round it: upstreams that record, a DNS server that counts, a queue without operator. */
export interface World extends AsyncDisposable {
  readonly sidecar: TestSidecar;
  readonly upstream: ProofUpstream;
  /** The folder of the operator's queue. */
  readonly queue: string;
  /** The sidecar's own listeners, the inner ones too. */
  readonly ownPorts: readonly number[];
  /** Everything that agents received since this was emptied. */
  readonly told: string[];
}

/** With the routes of `routes.ts` a body above this streams, so that what is large need not be large here. */
export const HELD_BYTES = 64 * 1024;

export interface WorldOptions {
  /** Those of `routes.ts` unless said otherwise; with others bodies are held up to the sidecar's own bound. */
  readonly routes?: string;
  /** The hosts that upstreams have a certificate for. */
  readonly names?: readonly string[];
}

export async function startWorld({ routes, names }: WorldOptions = {}): Promise<World> {
  const queue = await Deno.makeTempDir({ prefix: "egress-proof-" });
  const before = await listeningPorts();
  const sidecar = await startTestSidecar({
    routes: routes ?? ROUTES,
    dns: proofNames(),
    env: {
      ...secretEnv,
      ...(routes === undefined && { EGRESS_HELD_BODY_BYTES: String(HELD_BYTES) }),
      SUPERVISE_QUEUE_DIR: queue,
      SUPERVISE_BOTTLE_SLUG: "proof",
      EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "0.3",
    },
  });
  const ownPorts = (await listeningPorts()).filter((port) => !before.includes(port));
  const upstream = await startProofUpstream(names);
  return {
    sidecar,
    upstream,
    queue,
    ownPorts,
    told: [],
    async [Symbol.asyncDispose]() {
      await sidecar[Symbol.asyncDispose]();
      await upstream[Symbol.asyncDispose]();
      await Deno.remove(queue, { recursive: true });
    },
  };
}
