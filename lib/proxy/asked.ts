import type { Trace } from "../observe/trace.ts";
import type { Target, TargetScope } from "../policy/target.ts";
import type { RequestHead } from "../wire/message.ts";
import type { Agent } from "./agent.ts";
import type { Body } from "./body.ts";
import type { Reply } from "./reply.ts";

/** Where on the agent's side a request was read: the proxy port itself or inside a tunnel. */
export interface Scope {
  readonly at: TargetScope;
  /** The SNI of the tunnel's TLS, where one was sent. */
  readonly serverName: string | undefined;
}

/** A request as the agent wrote it, and the way back. */
export interface Asked {
  readonly head: RequestHead;
  readonly scope: Scope;
  readonly body: Body;
  readonly reply: Reply;
  /** Aborted when the agent leaves or when the request may no longer go on. */
  readonly abort: AbortController;
  /** The connection, where the request has it for itself: over HTTP/1.1. */
  readonly agent?: Agent;
  /** Known once the target was read; the log wants it for whatever fails later. */
  target: Target | undefined;
  /** What is learned of it, where somebody wants to know. */
  readonly trace?: Trace;
}
