import type { IncomingMessage, ServerResponse } from "node:http";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

/** The hosts of the demo; all of them are the one upstream, since its DNS server says so. */
export const demoHosts = ["packages.demo.test", "api.demo.test", "inside.demo.test"] as const;

/** A dummy, as every credential here: the upstream accepts it, the agent never holds it. */
export const demoKey = "dummy-key-of-the-demo";

/** A TLS server on loopback that stands for a package registry and for a model's API. */
export async function startDemoUpstream() {
  const tls = await (await sharedAuthority()).leaf({ names: demoHosts });
  return await startHttpUpstream({ tls, handler: answer });
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const isApi = request.headers.host?.startsWith("api.") === true;
  const accepted = request.headers.authorization === `Bearer ${demoKey}`;
  request.resume();
  response.writeHead(isApi && !accepted ? 401 : 200, { "content-type": "text/plain" });
  if (!isApi) response.end(`this is ${request.url}\n`);
  else response.end(accepted ? "the API accepts the key\n" : "the API misses its key\n");
}
