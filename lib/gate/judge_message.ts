import { Buffer } from "node:buffer";
import { limits } from "../limits.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { Engine } from "../scan/engine.ts";
import type { Finding } from "../scan/finding.ts";
import { scanBytesSteps } from "../scan/scan_bytes.ts";
import type { Steps } from "../scan/steps.ts";
import { latin1Text } from "../wire/latin1.ts";
import type { Message } from "../wire/websocket/message.ts";
import { dlpRefusal, reflectedRefusal, unreadableRefusal } from "./dlp_refusal.ts";
import { inboundLooking } from "./judge_answer.ts";
import { type Warning, warningsOf } from "./judge_request.ts";
import { outboundOf } from "./outbound.ts";
import type { Looking } from "./scan_head.ts";

/** Undefined refusal: the message may go on. */
export interface MessageVerdict {
  readonly refusal: Refusal | undefined;
  readonly warnings: readonly Warning[];
}

/** What a message is judged by: the engine and the routes of this moment. */
export interface MessageJudging {
  readonly engine: Engine;
  readonly route: Route;
  /** Values that the operator has approved for the route's host: the only ones that pass. */
  readonly approved?: (value: string) => boolean;
}

/** Judges the messages of one way of one WebSocket, one after the other. */
export type MessageJudge = (judging: MessageJudging, message: Message) => Steps<MessageVerdict>;

/**
 * `out`: what the agent says, by the detectors of its route. `in`: what the upstream says, for known secrets.
 * Every kind of message is read, since a ping can carry a token as well.
 *
 * A value may be cut over several messages: the end of those before is looked at again with each, so that
 * the value's last piece does not pass.
 */
export function messageJudge(way: "out" | "in"): MessageJudge {
  const spoken = createTail();
  const controls = createTail();

  return function* judge({ engine: whole, route, approved }, message) {
    const engine = way === "out" ? whole : whole.secretsOnly();
    const looking: Looking = way === "out"
      ? { detectors: outboundOf(route).body, ...(approved && { approved }) }
      : inboundLooking(approved);
    if (looking.detectors.size === 0 || engine.isBlind) return PASS;
    const isData = message.kind === "text" || message.kind === "binary";
    // A close begins with its code, which is no text.
    const bytes = message.kind === "close" ? message.payload.subarray(2) : message.payload;
    if (bytes.length === 0) return PASS;

    const options = { ...looking, surfaceKind: "body" } as const;
    const about = {
      contentType: message.kind === "text" ? "text/plain; charset=utf-8" : undefined,
      contentEncoding: [],
      surface: isData ? "message" : `${message.kind} frame`,
    };
    const { findings, refused, notes } = yield* scanBytesSteps(engine, bytes, about, options);
    const found = [...findings];
    // Undone or not, on the way in what cannot be undone is the agent's business; its bytes are read.
    if (refused !== undefined && way === "in") {
      const view = { surface: about.surface, views: [], text: latin1Text(bytes) };
      found.push(...yield* engine.scanSteps(view, options));
    }
    const tail = isData ? spoken : controls;
    const row = tail.with(bytes);
    if (row !== undefined) {
      const view = { surface: "messages in a row", views: ["joined"], text: row };
      found.push(...yield* engine.scanSteps(view, options));
    }
    tail.add(bytes);

    const warnings = warningsOf(found, notes);
    const blocking = found.find(({ severity }) => severity === "block");
    if (blocking !== undefined) return { refusal: refusalOf(way, route, blocking), warnings };
    const unreadable = way === "out" ? refused : undefined;
    return {
      refusal: unreadable === undefined ? undefined : unreadableRefusal(unreadable),
      warnings,
    };
  };
}

const PASS: MessageVerdict = { refusal: undefined, warnings: [] };

function refusalOf(way: "out" | "in", route: Route, finding: Finding): Refusal {
  if (way === "out") return dlpRefusal(finding, INSTEAD[route.outboundOnMatch]);
  return {
    ...reflectedRefusal(finding),
    text: `egress DLP: the upstream sent the ${finding.reason}`,
  };
}

/** Why it is blocked where the route says something else. */
const INSTEAD: Readonly<Record<Route["outboundOnMatch"], string>> = {
  block: "",
  redact: "a WebSocket message cannot be redacted",
  supervise: "a WebSocket message cannot be held for the operator",
};

/** The last bytes of all messages so far. */
function createTail() {
  let tail: Uint8Array = new Uint8Array(0);
  return {
    /** These bytes and the beginning of the next ones as one text; undefined where none came before. */
    with(next: Uint8Array): string | undefined {
      if (tail.length === 0) return undefined;
      return latin1Text(Buffer.concat([tail, next.subarray(0, limits.webSocketTailBytes)]));
    },
    add(bytes: Uint8Array): void {
      const kept = Math.max(0, limits.webSocketTailBytes - bytes.length);
      const before = tail.subarray(Math.max(0, tail.length - kept));
      tail = Buffer.concat([
        kept === 0 ? new Uint8Array(0) : before,
        bytes.subarray(Math.max(0, bytes.length - limits.webSocketTailBytes)),
      ]);
    },
  };
}
