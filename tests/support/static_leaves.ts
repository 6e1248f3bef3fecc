import { createSecureContext } from "node:tls";
import type { LeafCache } from "../../lib/ca/leaf_cache.ts";
import { sharedAuthority } from "./tls_authority.ts";

/** Leaves of the tests' own authority for whatever host is asked, and what was asked. */
export function staticLeaves(): LeafCache & { readonly asked: [host: string, allowed: boolean][] } {
  const asked: [string, boolean][] = [];
  return {
    asked,
    size: 0,
    async contextFor(host, { allowed }) {
      asked.push([host, allowed]);
      return createSecureContext(await (await sharedAuthority()).leaf({ names: [host] }));
    },
  };
}
