/** One measurement that the load is asked for. */
export interface Job {
  /**
   * - `small`, `large`: request after request on kept connections;
   * - `tunnels`: for each request a connection of its own, CONNECT and TLS included;
   * - `http2`: requests as streams of few connections.
   */
  readonly kind: "small" | "large" | "tunnels" | "http2";
  /** The proxy's port on 127.0.0.1; null to go straight to the upstream. */
  readonly proxyPort: number | null;
  /** The upstream's port. */
  readonly port: number;
  /** Requests under way at a time. */
  readonly atOnce: number;
  readonly seconds: number;
  /** PEM: what both the upstream's and the proxies' certificates chain to. */
  readonly authority: string;
}

export interface Result {
  readonly ok: true;
  /** All of them, those of the warming up included. */
  readonly answers: number;
  readonly requestsPerSecond: number;
  /** Of answers with their heads. */
  readonly bytesPerSecond: number;
  /** Null where no request began and ended in the time. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** The proxy cannot do what the job asks for. */
export interface Failure {
  readonly ok: false;
  readonly why: string;
}

/** The name under which the upstream is asked for; its certificate bears it. */
export const HOST = "localhost";
