import type { Job } from "./job.ts";

/** One question, the same for every peer. */
export interface Measurement {
  readonly title: string;
  readonly kind: Job["kind"];
  readonly atOnce: number;
  /** The upstream itself cannot do it, so that there is no direct way. */
  readonly peersOnly?: boolean;
}

export const MEASUREMENTS: readonly Measurement[] = [
  { title: "2-byte answers, 32 connections kept", kind: "small", atOnce: 32 },
  { title: "new tunnels with 1 request, 16 at once", kind: "tunnels", atOnce: 16 },
  { title: "10 MB answers, 1 connection", kind: "large", atOnce: 1 },
  { title: "10 MB answers, 8 connections", kind: "large", atOnce: 8 },
  { title: "HTTP/2, 4 connections of 8 streams", kind: "http2", atOnce: 32, peersOnly: true },
];
