import { firstFile, freePort, type Peer, type PeerParts } from "./peer.ts";
import { startListening } from "./program.ts";

const PROGRAMS = ["/usr/bin/mitmdump", "/usr/local/bin/mitmdump"];

/** mitmdump without any addon of its own. */
export async function startMitmproxy(
  { folder, authorityPath }: PeerParts,
): Promise<Peer | undefined> {
  const mitmdump = await firstFile(PROGRAMS);
  if (!mitmdump) return undefined;
  await Deno.copyFile(authorityPath, `${folder}/mitmproxy-ca.pem`);
  const port = freePort();
  const began = performance.now();
  const program = await startListening(mitmdump, [
    "-q",
    ...["--listen-host", "127.0.0.1", "--listen-port", String(port)],
    ...["--set", `confdir=${folder}`],
    ...["--set", `ssl_verify_upstream_trusted_ca=${authorityPath}`],
    // Large bodies pass as they come, as they do in the others.
    ...["--set", "stream_large_bodies=1m"],
  ], port);
  return { name: "mitmproxy", port, startMs: performance.now() - began, program };
}
