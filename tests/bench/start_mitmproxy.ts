import { benchSecrets, SECRETS } from "./bench_secrets.ts";
import { HOST } from "./job.ts";
import { firstFile, freePort, type Peer, type PeerParts } from "./peer.ts";
import { startListening } from "./program.ts";

const PROGRAMS = ["/usr/bin/mitmdump", "/usr/local/bin/mitmdump"];

/** mitmdump with an addon that does what the sidecar does. */
export async function startMitmproxy(
  { folder, authorityPath }: PeerParts,
): Promise<Peer | undefined> {
  const mitmdump = await firstFile(PROGRAMS);
  if (!mitmdump) return undefined;
  await Deno.copyFile(authorityPath, `${folder}/mitmproxy-ca.pem`);
  const port = freePort();
  const began = performance.now();
  const program = await startListening(mitmdump, {
    args: [
      "-q",
      ...["--listen-host", "127.0.0.1", "--listen-port", String(port)],
      ...["--set", `confdir=${folder}`],
      ...["--set", `ssl_verify_upstream_trusted_ca=${authorityPath}`],
      ...["-s", new URL("egress_addon.py", import.meta.url).pathname],
    ],
    env: { ...benchSecrets(SECRETS), BENCH_HOST: HOST, PYTHONDONTWRITEBYTECODE: "1" },
    port,
  });
  return { name: "mitmproxy", port, startMs: performance.now() - began, program };
}
