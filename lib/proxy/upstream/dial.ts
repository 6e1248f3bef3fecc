import { limits } from "../../limits.ts";
import type { Target } from "../../policy/target.ts";
import type { ByteStream } from "../byte_stream.ts";
import type { Clocks } from "../clocks.ts";
import { connStream } from "../conn_stream.ts";
import { tlsWords } from "./tls_words.ts";
import { UpstreamError, upstreamFailed, upstreamTimedOut } from "./upstream_error.ts";

export interface DialParts {
  readonly clocks: Clocks;
  /** PEM certificates that upstreams may chain to beside the built-in roots. */
  readonly roots: readonly string[];
}

export interface Dialled {
  readonly stream: ByteStream;
  /** The vetted address that answered. */
  readonly address: string;
}

/**
 * Connects to the first of the vetted addresses that answers, with the host as the name that the
 * certificate must bear. Nothing here looks a name up: what was vetted is what is dialled.
 *
 * @throws UpstreamError at stage connect or tls
 */
export async function dial(
  target: Target,
  addresses: readonly string[],
  about: DialParts,
  signal: AbortSignal,
): Promise<Dialled> {
  let failure: unknown;
  for (const address of addresses.slice(0, limits.addressesPerName)) {
    try {
      const conn = await connect(target, address, about, signal);
      if (target.scheme === "http") return { stream: connStream(conn), address };
      return { stream: await openTls(conn, target, about, signal), address };
    } catch (error) {
      // A bad certificate is an answer; only an address that does not answer makes us try the next.
      if (signal.aborted || !(error instanceof UpstreamError) || error.stage === "tls") throw error;
      failure = error;
    }
  }
  throw failure;
}

async function connect(
  target: Target,
  address: string,
  { clocks }: DialParts,
  signal: AbortSignal,
): Promise<Deno.TcpConn> {
  const deadline = clocks.timeout(limits.connectMs);
  const where = `${target.host} (${address}, port ${target.port})`;
  try {
    const conn = await Deno.connect({
      hostname: address,
      port: target.port,
      signal: AbortSignal.any([signal, deadline]),
    });
    // Before the handshake, whose small records would otherwise wait for acknowledgements.
    conn.setNoDelay(true);
    return conn;
  } catch (error) {
    if (deadline.aborted) {
      throw upstreamTimedOut(
        "connect",
        `${where} did not accept within ${limits.connectMs / 1000} s`,
      );
    }
    const why = error instanceof Deno.errors.ConnectionRefused
      ? "refused the connection"
      : "could not be reached";
    throw upstreamFailed("connect", `${where} ${why}`);
  }
}

async function openTls(
  conn: Deno.TcpConn,
  target: Target,
  { clocks, roots }: DialParts,
  signal: AbortSignal,
): Promise<ByteStream> {
  let tls: Deno.TlsConn | undefined;
  const giveUp = () => {
    try {
      (tls ?? conn).close();
    } catch {
      // Closed by the failure itself.
    }
  };
  const deadline = clocks.timeout(limits.upstreamHandshakeMs);
  const either = AbortSignal.any([signal, deadline]);
  // A handshake under way does not notice that its connection is closed: it has to be left.
  const givenUp = Promise.withResolvers<never>();
  givenUp.promise.catch(() => {});
  const leave = () => {
    giveUp();
    givenUp.reject(new Error("given up"));
  };
  either.addEventListener("abort", leave, { once: true });
  try {
    tls = await Deno.startTls(conn, {
      hostname: target.host,
      caCerts: [...roots],
      alpnProtocols: ["http/1.1"],
    });
    await Promise.race([tls.handshake(), givenUp.promise]);
    return connStream(tls);
  } catch (error) {
    giveUp();
    if (deadline.aborted) {
      const seconds = limits.upstreamHandshakeMs / 1000;
      throw upstreamTimedOut("tls", `${target.host} did not finish TLS within ${seconds} s`);
    }
    throw upstreamFailed("tls", `the TLS of ${target.host} is refused: ${tlsWords(String(error))}`);
  } finally {
    either.removeEventListener("abort", leave);
  }
}
