import { digestOf } from "./digest_of.ts";
import assert from "node:assert/strict";
import type { TLSSocket } from "node:tls";
import { connectHttp2Tunnel } from "./http2_client.ts";
import { type HttpHandler, type HttpUpstream, startHttpUpstream } from "./http_upstream.ts";
import { connectTunnel } from "./raw_client.ts";
import type { RunningSidecar } from "./test_sidecar.ts";
import { sharedAuthority } from "./tls_authority.ts";

const HOSTS = Array.from({ length: 20 }, (_, index) => `h${index + 1}.test`);

/** Opened side by side; all of them stay open until the last has been asked. */
const AT_ONCE = 32;

/** The settings of a sidecar with a route and a credential of its own for each of twenty hosts. */
export const manyTunnels = {
  routes: "routes:\n" + HOSTS.map((host, index) => `
  - host: ${host}
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_${index}
    allow_private_addresses: true
    matches: [{ paths: [{ value: /${host} }] }]
`).join(""),
  env: Object.fromEntries(HOSTS.map((host, index) => [`EGRESS_TOKEN_${index}`, `for-${host}`])),
};

/** A TLS upstream for all twenty, which tells the name that it was asked for in every way. */
export async function startManyUpstream(): Promise<HttpUpstream> {
  const tls = await (await sharedAuthority()).leaf({ names: HOSTS });
  const handler: HttpHandler = ({ socket, headers, url = "" }, response) => {
    const { servername } = socket as TLSSocket & { readonly servername?: unknown };
    response.end([servername, headers.host, digestOf(headers.authorization ?? ""), url].join(" "));
  };
  return await startHttpUpstream({ tls, handler });
}

/** A tunnel that is open: asks for a path and says what came. */
interface OpenTunnel extends Disposable {
  ask(path: string): Promise<string>;
}

/**
 * Opens `count` tunnels to the twenty hosts, every second one with HTTP/2, and asks in all of them at
 * once: for what its host allows, and for what only another host does.
 *
 * @param meanwhile called while all are open
 */
export async function askInManyTunnels(
  sidecar: RunningSidecar,
  upstreamPort: number,
  count: number,
  meanwhile: () => void | Promise<void>,
): Promise<void> {
  const tunnels: { readonly index: number; readonly tunnel: OpenTunnel }[] = [];
  const open = async (index: number) => {
    const authority = `${hostOf(index)}:${upstreamPort}`;
    // The twenty hosts take turns twice before a host's turn is of the other version.
    const isHttp2 = Math.floor(index / HOSTS.length) % 2 === 1;
    const connect = isHttp2 ? openHttp2 : openHttp1;
    tunnels.push({ index, tunnel: await connect(sidecar, authority) });
  };
  try {
    for (let index = 0; index < count; index += AT_ONCE) {
      const size = Math.min(AT_ONCE, count - index);
      await Promise.all(Array.from({ length: size }, (_, at) => open(index + at)));
    }
    await meanwhile();
    await Promise.all(tunnels.map(async ({ index, tunnel }) => {
      const host = hostOf(index);
      const path = `/${host}/${index}`;
      const authority = `${host}:${upstreamPort}`;
      const credential = digestOf(`Bearer for-${host}`);
      assert.equal(await tunnel.ask(path), `200 ${host} ${authority} ${credential} ${path}`);
      assert.match(await tunnel.ask(`/${hostOf(index + 1)}/${index}`), /^403 egress: /);
    }));
  } finally {
    for (const { tunnel } of tunnels) tunnel[Symbol.dispose]();
  }
}

function hostOf(index: number): string {
  return HOSTS[index % HOSTS.length] ?? "";
}

async function openHttp1({ port, caPem }: RunningSidecar, authority: string): Promise<OpenTunnel> {
  const client = await connectTunnel(port, authority, { caPem });
  return {
    async ask(path) {
      const { status, body } = await client.ask(
        `GET ${path} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`,
      );
      return `${status} ${body}`;
    },
    [Symbol.dispose]: client.close,
  };
}

async function openHttp2({ port, caPem }: RunningSidecar, authority: string): Promise<OpenTunnel> {
  const client = await connectHttp2Tunnel(port, authority, { caPem });
  return {
    async ask(path) {
      const { status, body } = await client.ask({ ":path": path, ":authority": authority });
      return `${status} ${body}`;
    },
    [Symbol.dispose]: () => client[Symbol.dispose](),
  };
}
