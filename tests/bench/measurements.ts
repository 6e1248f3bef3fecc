import type { Job } from "./job.ts";

/** One question, the same for every peer. */
export interface Measurement {
  readonly title: string;
  readonly kind: Job["kind"];
  /** What the rate counts. */
  readonly unit: "requests" | "bytes" | "events" | "messages";
  readonly atOnce: number;
  /** The upstream itself cannot do it, so that there is no direct way. */
  readonly peersOnly?: boolean;
}

export const MEASUREMENTS: readonly Measurement[] = [
  { title: "2-byte answers, 32 connections", kind: "small", unit: "requests", atOnce: 32 },
  {
    title: "new tunnels with 1 request, 16 at once",
    kind: "tunnels",
    unit: "requests",
    atOnce: 16,
  },
  { title: "1 MiB requests to an LLM, 4 at once", kind: "turns", unit: "requests", atOnce: 4 },
  { title: "100 KB answers, 16 connections", kind: "medium", unit: "requests", atOnce: 16 },
  { title: "10 MB answers, 1 connection", kind: "large", unit: "bytes", atOnce: 1 },
  { title: "10 MB answers, 8 connections", kind: "large", unit: "bytes", atOnce: 8 },
  { title: "200 event streams", kind: "streams", unit: "events", atOnce: 200 },
  { title: "WebSocket messages, 32 sockets", kind: "sockets", unit: "messages", atOnce: 32 },
  {
    title: "HTTP/2, 4 connections of 8 streams",
    kind: "http2",
    unit: "requests",
    atOnce: 32,
    peersOnly: true,
  },
];
