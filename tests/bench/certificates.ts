import { makeAuthority } from "../../lib/ca/make_authority.ts";
import { createMinter } from "../../lib/ca/mint_leaf.ts";
import { HOST } from "./job.ts";

/** One authority for all peers and the upstream, so that all work with keys of the same kind (EC P-256). */
export interface Certificates {
  /** Key and certificate. */
  readonly authorityPath: string;
  /** The upstream's key and certificate. */
  readonly upstreamPath: string;
  readonly authorityPem: string;
}

export async function writeCertificates(folder: string): Promise<Certificates> {
  const authorityPath = `${folder}/authority.pem`;
  const upstreamPath = `${folder}/upstream.pem`;
  const authority = await makeAuthority(authorityPath);
  const { certPem, keyPem } = await createMinter(authority)([HOST]);
  await Deno.writeTextFile(upstreamPath, certPem + keyPem.reveal());
  // squid reads it as another user; it is worth nothing outside of the bench.
  await Deno.chmod(authorityPath, 0o644);
  return { authorityPath, upstreamPath, authorityPem: authority.certificatePem };
}
