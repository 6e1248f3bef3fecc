import { limits } from "../limits.ts";
import { writeAuthority } from "../policy/authority.ts";
import { parseTarget } from "../policy/target.ts";
import { type OwnListener, vetAddresses } from "../policy/vet_addresses.ts";
import type { Secret } from "../secret.ts";
import { heldBody } from "./body.ts";
import type { Clocks } from "./clocks.ts";
import { UpstreamError } from "./upstream/upstream_error.ts";
import type { Upstreams } from "./upstream/upstreams.ts";

export interface PostNoticeParts {
  readonly upstreams: Upstreams;
  readonly clocks: Clocks;
  readonly ownListeners: () => readonly OwnListener[];
}

/**
 * Posts a JSON text to the operator's own URL, by the same way as an agent's request: the name is
 * looked up, every address vetted, a vetted one dialled, its certificate verified. It may be private,
 * but never a listener of this process.
 *
 * @returns what gives the status of the answer; rejects in words that hold nothing of the URL
 */
export function postNotice(
  { upstreams, clocks, ownListeners }: PostNoticeParts,
  url: Secret,
): (text: string) => Promise<number> {
  return async (text) => {
    const target = parseTarget("POST", url.reveal(), { kind: "proxy" });
    if (!target.ok) throw new Error("the URL cannot be read");
    const bytes = new TextEncoder().encode(text);
    const { value } = target;
    try {
      const sent = await upstreams.send(
        {
          method: "POST",
          target: value,
          fields: [
            ["Host", writeAuthority(value.scheme, value)],
            ["Content-Type", "application/json"],
            ["Content-Length", String(bytes.length)],
            ["User-Agent", "egress"],
          ],
          body: heldBody(bytes),
          held: bytes,
          trailers: () => [],
          interim: () => Promise.resolve(),
        },
        (addresses) => vetAddresses(OPERATORS, value, addresses, ownListeners()),
        clocks.timeout(limits.noticeMs),
      );
      if (sent.kind === "refused") {
        throw new Error(`its address is refused: ${sent.refusal.reason}`);
      }
      sent.answer.close();
      return sent.answer.head.status;
    } catch (error) {
      // The words of these name the host, which may be part of what makes the URL a secret.
      if (error instanceof UpstreamError) throw new Error(`the network failed at ${error.stage}`);
      throw error;
    }
  };
}

/** What the operator's own URL may be: anything that a route could allow. */
const OPERATORS = {
  host: "*",
  ports: undefined,
  credential: undefined,
  matches: undefined,
  gitFetch: false,
  allowPrivateAddresses: true,
  outboundDetectors: [],
  inboundDetectors: [],
  outboundOnMatch: "block",
  spec: { host: "*" },
} as const;
