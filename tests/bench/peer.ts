import type { Program } from "./program.ts";

/** A proxy that is measured. */
export interface Peer {
  readonly name: string;
  /** On 127.0.0.1. */
  readonly port: number;
  /** From its start to its listening. */
  readonly startMs: number;
  readonly program: Program;
}

/** What a peer is started with. */
export interface PeerParts {
  /** An empty folder of its own, that every user may read. */
  readonly folder: string;
  /** The file with the authority's key and certificate: every peer's, and the upstream's issuer. */
  readonly authorityPath: string;
}

/** Starts a peer; undefined if its program is not present. */
export type StartPeer = (parts: PeerParts) => Promise<Peer | undefined>;

/** A port that nobody listens on, for programs that cannot choose one themselves. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/** The first of the files that exists. */
export async function firstFile(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if ((await Deno.stat(path).catch(() => undefined))?.isFile) return path;
  }
  return undefined;
}
