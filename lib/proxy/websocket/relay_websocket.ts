/**
 * Law: nothing reaches a side of a WebSocket that was not judged as a whole message. There is no clock for
 * silence; whatever ends one side ends the other, with the code and the words that fit.
 */
import { limits } from "../../limits.ts";
import type { Route } from "../../policy/route.ts";
import type { Target } from "../../policy/target.ts";
import { WebSocketError } from "../../wire/websocket/websocket_error.ts";
import type { Agent } from "../agent.ts";
import type { Asked } from "../asked.ts";
import type { Parts } from "../parts.ts";
import { noteFailure } from "../refuse.ts";
import type { Connection } from "../upstream/connection.ts";
import { UpstreamError, upstreamFailed, upstreamTimedOut } from "../upstream/upstream_error.ts";
import { farewell, WebSocketBroken } from "./farewell.ts";
import { judgeMessages } from "./judge_messages.ts";
import { pump, type PumpEnd } from "./pump.ts";
import { createSide, type Side } from "./side.ts";

/**
 * Relays an open WebSocket until it ends, and says to the log why if that was no orderly end. The agent's
 * connection is left for its session to end. Never rejects.
 *
 * @param about by what it was opened
 * @param ended aborted with FlightEnded when the socket may no longer be
 */
export async function relayWebSocket(
  parts: Parts,
  asked: Asked,
  about: { readonly route: Route; readonly target: Target },
  connections: { readonly agent: Agent; readonly upstream: Connection },
  ended: AbortSignal,
): Promise<void> {
  const { host } = about.target;
  let stalled: string | undefined;
  const watch = parts.clocks.watch((what) => {
    stalled = what;
    connections.upstream.stream.close();
  });
  const shares = [parts.heldBodies.share(), parts.heldBodies.share()] as const;
  const agent = createSide({
    ...{ stream: connections.agent.stream, reader: connections.agent.reader },
    ...{ peer: "client", watch: connections.agent.watch, stallMs: limits.agentStallMs },
    share: shares[0],
  });
  const upstream = createSide({
    ...{ stream: connections.upstream.stream, reader: connections.upstream.reader },
    ...{ peer: "server", watch, stallMs: limits.upstreamStallMs },
    share: shares[1],
  });
  const way = (from: Side, to: Side, name: "out" | "in") =>
    pump(from, to, judgeMessages(parts, asked, about, name)).catch((error) => {
      throw error instanceof WebSocketError ? new WebSocketBroken(from.peer, error) : error;
    });
  const pumps = [way(agent, upstream, "out"), way(upstream, agent, "in")] as const;
  try {
    const end = await orderlyEnd(parts, pumps, ended);
    // An agent that has left is no fault of the upstream, whose connection is closed with it.
    if (end.kind === "left" && end.who === upstream && !asked.abort.signal.aborted) {
      throw stalled === undefined
        ? upstreamFailed("read", `${host} ended its WebSocket without a close frame`)
        : upstreamTimedOut("write", `the WebSocket of ${host} ${stalled}`);
    }
  } catch (error) {
    noteFailure(parts, asked, error instanceof WebSocketBroken ? error.asProtocolError() : error);
    if (!(error instanceof UpstreamError)) await sayEnd(parts, error, [agent, upstream]);
  } finally {
    await soon(parts, limits.webSocketLingerMs, connections.upstream.stream.end());
    watch.end();
    for (const share of shares) share.end();
  }
}

/** Waits for one way to end, and then for the answer to its close frame. @throws what ends it otherwise */
async function orderlyEnd(
  parts: Pick<Parts, "clocks">,
  [out, back]: readonly [Promise<PumpEnd>, Promise<PumpEnd>],
  ended: AbortSignal,
): Promise<PumpEnd> {
  const forbidden = new Promise<never>((_, reject) => {
    ended.addEventListener("abort", () => reject(ended.reason), { once: true });
    if (ended.aborted) reject(ended.reason);
  });
  // Whatever comes behind the end is nobody's business any more.
  for (const one of [out, back, forbidden]) one.catch(() => {});
  const first = await Promise.race([out, back, forbidden]);
  if (first.kind === "left") return first;
  const isAgent = first.by.peer === "client";
  const answered = isAgent ? Promise.race([back, first.by.gone()]) : out;
  await soon(parts, limits.webSocketCloseMs, Promise.race([answered, forbidden]));
  return first;
}

/** Tells both sides why it ends, and gives them a moment to read that. */
async function sayEnd(
  parts: Pick<Parts, "clocks">,
  cause: unknown,
  sides: readonly Side[],
): Promise<void> {
  const told = sides.map(async (side) => {
    const { code, reason } = farewell(cause, side.peer);
    if (await side.close(code, reason)) await side.over();
  });
  await soon(parts, limits.webSocketLingerMs, Promise.all(told));
}

/** Waits for the work, but no longer than `ms`. */
async function soon(
  { clocks }: Pick<Parts, "clocks">,
  ms: number,
  work: Promise<unknown>,
): Promise<void> {
  const late = clocks.timeout(ms);
  await Promise.race([
    work,
    new Promise<void>((resolve) => late.addEventListener("abort", () => resolve(), { once: true })),
  ]);
}
