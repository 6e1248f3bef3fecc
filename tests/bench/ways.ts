import type { Loader } from "./loader.ts";
import type { Peer } from "./peer.ts";

/** What all measurements work with. */
export interface Stand {
  readonly loader: Loader;
  readonly peers: readonly Peer[];
  /** The upstream's. */
  readonly port: number;
  readonly upstreamPid: number;
  /** PEM. */
  readonly authority: string;
}

/** How a request gets to the upstream: straight, or through a peer. */
export interface Way {
  readonly name: string;
  readonly proxyPort: number | null;
  /** The peer's. */
  readonly pid: number | null;
}

/** The direct way, then those through the peers. */
export function ways(peers: readonly Peer[]): readonly Way[] {
  return [
    { name: "direct", proxyPort: null, pid: null },
    ...peers.map(({ name, port, program }) => ({ name, proxyPort: port, pid: program.pid })),
  ];
}
