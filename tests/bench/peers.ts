import type { Peer, StartPeer } from "./peer.ts";
import { startMitmproxy } from "./start_mitmproxy.ts";
import { startSidecar } from "./start_sidecar.ts";
import { startSquid } from "./start_squid.ts";
import { residentBytes } from "./usage.ts";

const STARTS: readonly (readonly [name: string, start: StartPeer])[] = [
  ["egress", startSidecar],
  ["squid", startSquid],
  ["mitmproxy", startMitmproxy],
];

/** A peer that runs, and what it needed for that. */
export interface StartedPeer {
  readonly peer: Peer;
  /** Of each start; the last one is the one that runs. */
  readonly startMs: readonly number[];
  readonly idleBytes: number | undefined;
}

/**
 * Starts all peers that are present, each several times, and leaves the last one running. A peer that
 * is not present costs one line.
 *
 * @param peers takes each as soon as it runs, so that the caller can end it whatever fails later
 */
export async function startPeers(
  peers: StartedPeer[],
  { folder, authorityPath, starts, settleMs }: {
    readonly folder: string;
    readonly authorityPath: string;
    readonly starts: number;
    /** Between a start and the look at its idle memory. */
    readonly settleMs: number;
  },
): Promise<void> {
  for (const [name, start] of STARTS) {
    const startMs: number[] = [];
    let peer: Peer | undefined;
    for (let count = 0; count < starts; count++) {
      await peer?.program.stop();
      const own = await Deno.makeTempDir({ dir: folder });
      await Deno.chmod(own, 0o755);
      peer = await start({ folder: own, authorityPath });
      if (!peer) break;
      startMs.push(peer.startMs);
    }
    if (!peer) {
      console.log(`${name}: not present`);
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    peers.push({ peer, startMs, idleBytes: residentBytes(peer.program.pid) });
  }
}
