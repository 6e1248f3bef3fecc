/**
 * Server-sent events: changes of requests are collected and told together, as slowly as the page reads.
 * Nothing runs for a stream whose page has gone.
 */
import { limits } from "../limits.ts";
import type { Trace } from "../observe/trace.ts";
import type { AdminParts } from "./admin_parts.ts";
import { ApiError } from "./api_error.ts";

export interface EventStreams {
  /** @throws ApiError 503 where too many are open */
  open(): Response;
  readonly count: number;
}

/**
 * Each stream begins with `hello` (the id of the newest request), then has `requests` (those that have
 * changed, and how many were left out) and `questions` (that some came or went: ask for them).
 */
export function createEventStreams(
  parts: Pick<AdminParts, "observer" | "timers" | "turn" | "stopping">,
  most: number = limits.eventStreams,
): EventStreams {
  let count = 0;
  return {
    open() {
      if (count >= most) {
        throw new ApiError(503, `${most} streams are open already; close a page`);
      }
      count++;
      return new Response(stream(parts, () => void count--), {
        headers: { "Content-Type": "text/event-stream; charset=utf-8" },
      });
    },
    get count() {
      return count;
    },
  };
}

function stream(
  { observer, timers, turn, stopping }: Pick<
    AdminParts,
    "observer" | "timers" | "turn" | "stopping"
  >,
  ended: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const waiting = new Map<number, Trace>();
  let skipped = 0;
  let questions = false;
  let over = false;
  /** Ends the pause of `pull`. */
  let wake = () => {};
  let cancelTimer = () => {};

  const leave = observer.subscribe((trace, what) => {
    if (what !== "changed" && trace.proposal !== undefined) questions = true;
    if (!waiting.has(trace.id) && waiting.size >= limits.eventWaiting) {
      for (const oldest of waiting.keys()) {
        waiting.delete(oldest);
        break;
      }
      skipped++;
    }
    waiting.set(trace.id, trace);
    wake();
  });
  const finish = () => {
    if (over) return;
    over = true;
    leave();
    stopping.removeEventListener("abort", finish);
    cancelTimer();
    wake();
    ended();
  };
  stopping.addEventListener("abort", finish, { once: true });
  if (stopping.aborted) finish();

  const pause = (ms: number, untilWoken: boolean) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    cancelTimer = timers.after(ms, resolve);
    wake = () => {
      if (over || untilWoken) resolve();
    };
    return promise.finally(() => {
      cancelTimer();
      wake = () => {};
    });
  };

  /** What has changed, as events; empty for nothing. */
  const take = async (): Promise<string> => {
    const step = turn();
    const requests = [];
    for (const [id, trace] of waiting) {
      if (requests.length === limits.eventRequests) break;
      waiting.delete(id);
      requests.push(observer.record(trace));
      await step();
    }
    let text = "";
    if (requests.length > 0) text += event("requests", { requests, skipped });
    if (questions) text += event("questions", { held: observer.heldNow.size });
    skipped = 0;
    questions = false;
    return text;
  };

  return new ReadableStream<Uint8Array>({
    start(controller) {
      const [newest] = observer.newest();
      controller.enqueue(encoder.encode(event("hello", { newest: newest?.id ?? 0 })));
    },
    // Called once the page has taken what was there before.
    async pull(controller) {
      if (!over && waiting.size === 0) await pause(limits.eventBeatMs, true);
      // What follows closely is told with it.
      if (!over && waiting.size > 0) await pause(limits.eventFlushMs, false);
      if (over) return controller.close();
      try {
        controller.enqueue(encoder.encode(await take() || ":\n\n"));
      } catch (error) {
        // A stream that fails is cancelled by nobody.
        finish();
        throw error;
      }
    },
    cancel: finish,
  }, { highWaterMark: 1 });
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
