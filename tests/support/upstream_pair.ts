import type { Echo, HttpHandler, HttpUpstream } from "./http_upstream.ts";
import { startHttpUpstream } from "./http_upstream.ts";
import { sharedAuthority } from "./tls_authority.ts";

/** The same server twice: over TLS with a certificate that sidecars of tests trust, and in clear. */
export interface UpstreamPair extends AsyncDisposable {
  readonly https: HttpUpstream;
  readonly http: HttpUpstream;
  /** `https://a.test:1234/echo` */
  url(scheme: "http" | "https", host: string, path: string): string;
}

export async function startUpstreamPair(
  names: readonly string[],
  handler?: HttpHandler,
): Promise<UpstreamPair> {
  const tls = await (await sharedAuthority()).leaf({ names });
  const https = await startHttpUpstream({ tls, ...(handler && { handler }) });
  const http = await startHttpUpstream({ ...(handler && { handler }) });
  return {
    https,
    http,
    url: (scheme, host, path) =>
      `${scheme}://${host}:${(scheme === "https" ? https : http).port}${path}`,
    async [Symbol.asyncDispose]() {
      await https[Symbol.asyncDispose]();
      await http[Symbol.asyncDispose]();
    },
  };
}

export function readEcho(body: string): Echo {
  return JSON.parse(body) as Echo;
}
