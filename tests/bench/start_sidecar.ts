import { benchSecrets, SECRETS } from "./bench_secrets.ts";
import { HOST } from "./job.ts";
import type { Peer, PeerParts } from "./peer.ts";
import { startProgram } from "./program.ts";

const ROUTES = `
routes:
  - host: ${HOST}
    allow_private_addresses: true
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
`;

/** This sidecar, as `deno task run` starts it, with all detectors that are on by default and a route that injects a credential. */
export async function startSidecar(
  { folder, authorityPath }: PeerParts,
  env: Readonly<Record<string, string>> = {},
): Promise<Peer> {
  const routes = `${folder}/routes.yaml`;
  await Deno.writeTextFile(routes, ROUTES);
  const main = new URL("../../main.ts", import.meta.url);
  const began = performance.now();
  const { program, found } = await startProgram(Deno.execPath(), {
    args: ["run", "-A", "--unstable-no-legacy-abort", main.pathname],
    env: {
      EGRESS_ROUTES: routes,
      EGRESS_LISTEN: "127.0.0.1:0",
      EGRESS_CA: authorityPath,
      EGRESS_UPSTREAM_CA: authorityPath,
      ...benchSecrets(SECRETS),
      ...env,
    },
    from: "stderr",
    ready: (line) => /listening on \S+ port (\d+)/.exec(line)?.[1],
  });
  return { name: "egress", port: Number(found), startMs: performance.now() - began, program };
}
