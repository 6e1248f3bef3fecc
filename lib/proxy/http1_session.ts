import { limits } from "../limits.ts";
import type { Authority } from "../policy/authority.ts";
import type { Refusal } from "../policy/refusal.ts";
import { parseConnectTarget } from "../policy/target.ts";
import { latin1Bytes } from "../wire/latin1.ts";
import { keepsAlive } from "../wire/persistence.ts";
import { ProtocolError } from "../wire/protocol_error.ts";
import type { Agent } from "./agent.ts";
import type { Asked, Scope } from "./asked.ts";
import { drainBody, drainConnection } from "./drain.ts";
import { exchange } from "./exchange.ts";
import { type Http1Reply, http1Reply } from "./http1_reply.ts";
import { type Http1Request, readHttp1Request } from "./http1_request.ts";
import type { Parts } from "./parts.ts";
import { carriesProxyToken } from "./proxy_authorization.ts";
import { protocolRefusal, refuse } from "./refuse.ts";

const ESTABLISHED = latin1Bytes("HTTP/1.1 200 Connection Established\r\n\r\n");

/**
 * Serves HTTP/1.x on a connection, request after request, until either side has enough. Never rejects.
 *
 * @returns the target of a CONNECT that was granted, behind which the connection is a tunnel; else
 * undefined, and the connection may be closed
 */
export async function serveHttp1(
  agent: Agent,
  scope: Scope,
  parts: Parts,
): Promise<Authority | undefined> {
  while (true) {
    const abort = new AbortController();
    agent.idle = agent.reader.held.length === 0;
    let request: Http1Request | null;
    try {
      request = await readHttp1Request(agent, () => watchLeaving(agent, abort));
    } catch (error) {
      if (error instanceof ProtocolError) await refuseBroken(agent, parts, error);
      return undefined;
    }
    if (request === null) return undefined;

    const { head, body } = request;
    const reply = http1Reply(agent.stream, agent.watch, {
      version: head.version,
      keepsAlive: () => keepsAlive(head.version, head.fields) && !parts.stopping(),
      unread: () =>
        !body.done &&
        (request.awaitsContinue() || (body.length ?? Infinity) > limits.drainKeepBytes),
    });
    const asked: Asked = { head, scope, body, reply, abort, agent, target: undefined };
    if (body.done) watchLeaving(agent, abort);

    const gate = scope.at.kind === "proxy"
      ? proxyGate(asked, parts)
      : { kind: "exchange" as const };
    if (gate.kind === "tunnel") {
      await agent.stream.write(ESTABLISHED).catch(() => {});
      return gate.authority;
    }
    if (gate.kind === "refuse") await refuse(parts, asked, gate.refusal).catch(() => {});
    else await exchange(asked, parts);

    // A stop closes what is idle only once: nobody else would close this connection.
    if (!await mayGoOn(agent, reply, request) || parts.stopping()) return undefined;
  }
}

/** What only the proxy port knows: its own password, and CONNECT. */
function proxyGate({ head, body }: Asked, parts: Parts):
  | { readonly kind: "exchange" }
  | { readonly kind: "refuse"; readonly refusal: Refusal }
  | { readonly kind: "tunnel"; readonly authority: Authority } {
  if (parts.proxyToken && !carriesProxyToken(head.fields, parts.proxyToken)) {
    return { kind: "refuse", refusal: PASSWORD };
  }
  if (head.method !== "CONNECT") return { kind: "exchange" };
  if (!body.done) return { kind: "refuse", refusal: CONNECT_BODY };
  const target = parseConnectTarget(head.target);
  return target.ok
    ? { kind: "tunnel", authority: target.value }
    : { kind: "refuse", refusal: target.refusal };
}

const PASSWORD: Refusal = {
  status: 407,
  reason: "proxy-auth-required",
  text:
    "egress: this proxy asks for its token; write it as the password of the proxy's address: http://agent:<token>@<host>:<port>",
};

const CONNECT_BODY: Refusal = {
  status: 400,
  reason: "bad-request",
  text:
    "egress: a CONNECT request has no body; send it without Content-Length and Transfer-Encoding",
};

async function refuseBroken(
  agent: Agent,
  parts: Parts,
  error: ProtocolError,
): Promise<void> {
  const reply = http1Reply(agent.stream, agent.watch, {
    version: "1.1",
    keepsAlive: () => false,
    unread: () => true,
  });
  const head = { method: "", target: "", version: "1.1", fields: [] } as const;
  const asked = { agent, head, reply, target: undefined };
  await refuse(parts, asked, protocolRefusal(error)).catch(() => {});
  await drainConnection(agent.reader, agent.watch);
}

async function mayGoOn(agent: Agent, reply: Http1Reply, request: Http1Request): Promise<boolean> {
  if (!reply.finished) return false;
  if (request.awaitsContinue()) {
    // Whether the body still comes cannot be known, so nothing behind this answer can be read.
    await drainConnection(agent.reader, agent.watch);
    return false;
  }
  const whole = request.body.done || await drainBody(request.body, agent.watch);
  return whole && !reply.closes;
}

/**
 * Notices that the agent leaves while its request is under way: an end, when nothing more is due from
 * it. A pipelined request that shows instead is kept for its turn.
 */
function watchLeaving({ reader }: Agent, abort: AbortController): void {
  if (reader.held.length > 0) return;
  const leave = () => abort.abort(new Error("the agent has left"));
  reader.fill().then((more) => {
    if (!more) leave();
  }, leave);
}
