import type { IncomingMessage, ServerResponse } from "node:http";
import { within } from "./within.ts";
import { startUpstreamPair } from "./upstream_pair.ts";

/** How many events a stream has. */
export const STEPS = 5;

/**
 * An upstream whose streams go on only once the client has told of what it got: event n is written when
 * `saw(n - 1)` was called. A stream that is held back by one event anywhere never ends.
 */
export interface SteppedUpstream extends AsyncDisposable {
  url(scheme: "http" | "https", path: string): string;
  /** Says that the client got event `step` of its stream, the first of which is 1. */
  saw(step: number): void;
  /** Makes it ready for the next stream. */
  rewind(): void;
}

export interface SteppedOptions {
  /** Answers every path but `/events` and `/lines`. */
  readonly pages?: (request: IncomingMessage, response: ServerResponse) => void;
}

/**
 * Starts it for `a.test`. `/events` is an event stream, `/lines` plain text; both have `STEPS` events or
 * lines that read `step n`.
 */
export async function startSteppedUpstream(
  { pages }: SteppedOptions = {},
): Promise<SteppedUpstream> {
  let steps: PromiseWithResolvers<void>[] = [];
  const rewind = () => steps = Array.from({ length: STEPS }, () => Promise.withResolvers<void>());
  rewind();
  const pair = await startUpstreamPair(["a.test"], async (request, response) => {
    const events = request.url === "/events";
    if (!events && request.url !== "/lines") return pages?.(request, response);
    response.writeHead(200, { "content-type": events ? "text/event-stream" : "text/plain" });
    for (const [index, { promise }] of steps.entries()) {
      response.write(events ? `data: step ${index + 1}\n\n` : `step ${index + 1}\n`);
      // Late, the answer is cut, which every client reports.
      await within(10_000, promise, `step ${index + 1} of ${request.url}`);
    }
    response.end();
  });
  return {
    url: (scheme, path) => pair.url(scheme, "a.test", path),
    saw: (step) => steps[step - 1]?.resolve(),
    rewind,
    [Symbol.asyncDispose]: () => pair[Symbol.asyncDispose](),
  };
}
