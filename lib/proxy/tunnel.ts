import { limits } from "../limits.ts";
import type { Authority } from "../policy/authority.ts";
import { parseHost } from "../policy/host.ts";
import { clientHelloServerName } from "../wire/client_hello.ts";
import { classifyFirstByte } from "../wire/first_byte.ts";
import type { Agent } from "./agent.ts";
import { serveHttp1 } from "./http1_session.ts";
import type { Http2Bridge } from "./http2_bridge.ts";
import { isIntrospection } from "./introspect.ts";
import type { Parts } from "./parts.ts";
import { Reader } from "./reader.ts";
import { openTls } from "./tls_front.ts";

/**
 * What follows a CONNECT. Its first byte decides: a TLS record, a method's letter, or nothing that is
 * carried here, which is closed. There is no blind tunnel. Never rejects.
 */
export async function serveTunnel(
  agent: Agent,
  authority: Authority,
  parts: Parts,
  bridge: Http2Bridge,
): Promise<void> {
  agent.idle = false;
  try {
    agent.watch.set(limits.tunnelFirstByteMs, "silence behind a CONNECT");
    if (agent.reader.held.length === 0 && !await agent.reader.fill()) return;
    switch (classifyFirstByte(agent.reader.held[0] ?? 0)) {
      case "tls":
        return await serveTls(agent, authority, parts, bridge);
      case "http": {
        const at = { kind: "tunnel", scheme: "http", authority } as const;
        await serveHttp1(agent, { at, serverName: undefined }, parts);
        return;
      }
      case "other":
        return;
    }
  } catch {
    // The agent left, its TLS failed (it may not trust the authority), or a clock closed the tunnel.
    return;
  }
}

async function serveTls(
  agent: Agent,
  authority: Authority,
  parts: Parts,
  bridge: Http2Bridge,
): Promise<void> {
  agent.watch.set(limits.agentHandshakeMs, "the TLS handshake did not end in time");
  const serverName = await readServerName(agent.reader);
  const context = await parts.leaves.contextFor(...leafFor(authority.host, serverName, parts));
  const front = await openTls(agent.stream, agent.reader.take(), context);
  agent.watch.clear();

  const at = { kind: "tunnel", scheme: "https", authority } as const;
  const scope = { at, serverName };
  const inner: Agent = {
    stream: front.stream,
    reader: new Reader(front.stream),
    watch: agent.watch,
    get idle() {
      return agent.idle;
    },
    set idle(value) {
      agent.idle = value;
    },
  };
  if (front.protocol === "h2") return await bridge.serve(inner, scope);
  await serveHttp1(inner, scope, parts);
  // The end of TLS is written too, and waits for an agent that reads.
  agent.watch.set(limits.agentStallMs, "the agent takes no bytes");
  await front.stream.end();
}

/** The SNI as it was sent; undefined if there is none. Leaves the bytes with the reader. */
async function readServerName(reader: Reader): Promise<string | undefined> {
  while (true) {
    const found = clientHelloServerName(reader.held);
    switch (found.kind) {
      case "name":
        return found.name;
      case "absent":
        return undefined;
      case "bad":
        throw new Error("the ClientHello is broken");
      case "incomplete":
        if (!await reader.fill()) throw new Error("the agent closed inside its ClientHello");
    }
  }
}

/**
 * The name that the leaf bears. Where the SNI disagrees with the CONNECT target, it bears the SNI, so
 * that the agent's tool finishes its handshake and reads the 421 that every request there gets.
 */
function leafFor(
  host: string,
  serverName: string | undefined,
  parts: Parts,
): [host: string, about: { allowed: boolean }] {
  const named = serverName === undefined ? undefined : parseHost(serverName);
  if (named?.ok && named.value !== host) return [named.value, { allowed: false }];
  const allowed = isIntrospection(host) || parts.live.current.table.find(host) !== undefined;
  return [host, { allowed }];
}
