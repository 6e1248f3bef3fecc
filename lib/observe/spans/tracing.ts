/**
 * Law: a span is made of what may be shown, and only spans that are made here leave: all others are
 * dropped by the sampler that `config/read_tracing.ts` asks for, which takes a span only if its parent was
 * taken. So each request has a parent that nobody ever sees.
 */
import type { Context, Span, SpanContext, SpanOptions } from "@opentelemetry/api";
import { limits } from "../../limits.ts";
import type { Timers } from "../../supervise/timers.ts";
import { createLater } from "../later.ts";
import type { Observer, TraceListener } from "../observer.ts";
import type { Trace } from "../trace.ts";
import { type RequestSpan, spanOf } from "./span_of.ts";

export interface Tracing {
  /** For the observer. */
  readonly listener: TraceListener;
  /** Hands over what is not handed over yet. Never rejects. */
  stop(): Promise<void>;
}

/** What is used of OpenTelemetry's API. */
export interface SpanApi {
  startSpan(name: string, options: SpanOptions, context: Context): Span;
  /** A context whose span is this one of another process. */
  within(parent: SpanContext): Context;
  inside(parent: Span): Context;
}

export interface TracingOptions {
  readonly api: SpanApi;
  readonly observer: Pick<Observer, "record">;
  /** Called between two steps of long work: waits for others now and then. */
  readonly turn: () => () => void | Promise<void>;
  readonly timers: Timers;
  /** Resolves once redaction knows all that it looks for: nothing is shown before. */
  readonly ready: () => Promise<unknown>;
  /** Takes one line for the operator. */
  readonly write: (line: string) => void;
}

/** Makes a span of each request that has ended, with its stages as children, beside traffic. */
export function createTracing(
  { api, observer, turn, timers, ready, write }: TracingOptions,
): Tracing {
  const later = createLater<Trace>({
    most: limits.onlookerWaiting,
    everyMs: limits.onlookerMs,
    timers,
    ready,
    async work(traces) {
      const step = turn();
      for (const trace of traces) {
        send(api, spanOf(observer.record(trace), trace.heldAtMs));
        await step();
      }
    },
  });
  return {
    listener(trace, what) {
      if (what === "ended") later.add(trace);
    },
    async stop() {
      await later.flush();
      if (later.lost > 0) write(`egress: ${later.lost} request(s) have no span: too many at once`);
    },
  };
}

const SERVER = 1;
const ERROR = 2;

function send(api: SpanApi, { name, attributes, startMs, endMs, failed, stages }: RequestSpan) {
  const context = api.within({
    traceId: randomHex(16),
    spanId: randomHex(8),
    traceFlags: 1,
    isRemote: true,
  });
  const span = api.startSpan(name, { kind: SERVER, attributes, startTime: startMs }, context);
  if (failed) span.setStatus({ code: ERROR });
  const inside = api.inside(span);
  for (const stage of stages) {
    api.startSpan(stage.name, { startTime: stage.startMs }, inside).end(stage.endMs);
  }
  span.end(endMs);
}

function randomHex(bytes: number): string {
  return crypto.getRandomValues(new Uint8Array(bytes)).toHex();
}
