/** One measurement that the load is asked for. */
export interface Job {
  /**
   * - `small`, `medium`, `large`: GET after GET on kept connections, answers of three sizes;
   * - `turns`: requests to an LLM of 1 MiB, on kept connections;
   * - `tunnels`: for each request a connection of its own, CONNECT and TLS included;
   * - `streams`: endless event streams, as fast as they come;
   * - `sockets`: WebSockets, each with one message under way that the upstream sends back;
   * - `http2`: requests as streams of few connections;
   * - `zip`, `text`: one download of `bytes`.
   */
  readonly kind:
    | "small"
    | "medium"
    | "large"
    | "turns"
    | "tunnels"
    | "streams"
    | "sockets"
    | "http2"
    | "zip"
    | "text";
  /** The proxy's port on 127.0.0.1; null to go straight to the upstream. */
  readonly proxyPort: number | null;
  /** The process whose processor time counts; null for none. */
  readonly pid: number | null;
  /** The upstream's port. */
  readonly port: number;
  /** Requests, streams or sockets at a time. */
  readonly atOnce: number;
  readonly seconds: number;
  /** Of a download, which takes as long as it takes. */
  readonly bytes?: number;
  /** PEM: what both the upstream's and the proxies' certificates chain to. */
  readonly authority: string;
}

export interface Result {
  readonly ok: true;
  /** Requests, events or messages, whichever the kind is about. */
  readonly perSecond: number;
  /** Of answers with their heads. */
  readonly bytesPerSecond: number;
  /** Null where single ones are not timed. */
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Processor time of `pid` for one of them, opened connections left out; null where not known. */
  readonly processorUs: number | null;
}

/** The proxy cannot do what the job asks for. */
export interface Failure {
  readonly ok: false;
  readonly why: string;
}

/** The name under which the upstream is asked for; its certificate bears it. */
export const HOST = "localhost";
