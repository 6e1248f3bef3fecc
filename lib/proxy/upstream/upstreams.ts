import type { Outcome, Refusal } from "../../policy/refusal.ts";
import type { Target } from "../../policy/target.ts";
import type { Clocks } from "../clocks.ts";
import { type Connection, connection, originKey } from "./connection.ts";
import { dial } from "./dial.ts";
import { createPool } from "./pool.ts";
import type { Resolve } from "./resolve.ts";
import { type Answer, ClosedUnanswered, type Outgoing, send } from "./send.ts";
import { upstreamFailed } from "./upstream_error.ts";

/** Whether these addresses, all that the name has, may be dialled: those that may, or why none. */
export type Vet = (addresses: readonly string[]) => Outcome<readonly string[]>;

/** An answer, or the refusal of the address that would have been dialled. */
export type Sent =
  | { readonly kind: "answer"; readonly answer: Answer; readonly address: string }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** The way to all upstreams. */
export interface Upstreams {
  /**
   * Sends a request that was judged: on an idle connection whose address may still be dialled, else
   * on a fresh one to an address that was looked up and vetted now.
   *
   * @param signal ends the request at once, whatever it waits for
   * @throws UpstreamError, or what the agent's body failed with
   */
  send(request: Outgoing, vet: Vet, signal: AbortSignal): Promise<Sent>;
  /** Forgets idle connections, whose addresses a new table may refuse. */
  clear(): void;
  readonly idle: number;
}

export function createUpstreams(
  parts: {
    readonly resolve: Resolve;
    readonly roots: readonly string[];
    readonly clocks: Clocks;
  },
): Upstreams {
  const pool = createPool(parts.clocks);

  const attempt = async (
    reached: Connection,
    request: Outgoing,
    signal: AbortSignal,
  ): Promise<Sent> => {
    const abort = () => reached.stream.close();
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    request.connected?.();
    try {
      const answer = await send(reached, request, parts.clocks);
      const close = () => {
        signal.removeEventListener("abort", abort);
        const reusable = answer.close();
        if (reusable) pool.give(reached);
        return reusable;
      };
      return { kind: "answer", answer: { ...answer, close }, address: reached.address };
    } catch (error) {
      signal.removeEventListener("abort", abort);
      throw error;
    }
  };

  const fresh = async (
    target: Target,
    vet: Vet,
    signal: AbortSignal,
  ): Promise<Outcome<Connection>> => {
    const vetted = vet(await parts.resolve(target.host, signal));
    if (!vetted.ok) return vetted;
    const { stream, address } = await dial(target, vetted.value, parts, signal);
    return { ok: true, value: connection(originKey(target), address, stream) };
  };

  return {
    async send(request, vet, signal) {
      const { target } = request;
      const idle = pool.take(originKey(target));
      if (idle && !vet([idle.address]).ok) idle.stream.close();
      else if (idle) {
        try {
          return await attempt(idle, request, signal);
        } catch (error) {
          // An idle connection that its peer closed: asked again once, if the body is still here.
          if (!(error instanceof ClosedUnanswered) || !request.held || signal.aborted) {
            throw worded(error, target);
          }
        }
      }
      const reached = await fresh(target, vet, signal);
      if (!reached.ok) return { kind: "refused", refusal: reached.refusal };
      try {
        return await attempt(reached.value, request, signal);
      } catch (error) {
        throw worded(error, target);
      }
    },
    clear: pool.clear,
    get idle() {
      return pool.idle;
    },
  };
}

function worded(error: unknown, target: Target): unknown {
  return error instanceof ClosedUnanswered
    ? upstreamFailed("read", `${target.host} closed the connection without an answer`)
    : error;
}
