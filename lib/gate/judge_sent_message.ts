import type { Route } from "../policy/route.ts";
import { lazyView } from "../scan/lazy_view.ts";
import { scanBytesSteps } from "../scan/scan_bytes.ts";
import type { Steps } from "../scan/steps.ts";
import { dlpRefusal, unreadableRefusal } from "./dlp_refusal.ts";
import { warningsOf } from "./judge_request.ts";
import type { MessageBytes, MessageJudging, MessageVerdict } from "./message_judging.ts";
import { messageTail } from "./message_tail.ts";
import { outboundOf } from "./outbound.ts";

/** Judges what the agent says on one WebSocket, by the detectors of its route. */
export function sentJudge(): (
  judging: MessageJudging,
  message: MessageBytes,
) => Steps<MessageVerdict> {
  const spoken = messageTail();
  const controls = messageTail();

  return function* judge({ engine, route, approved }, { bytes, isData, about }) {
    const detectors = outboundOf(route).body;
    if (detectors.size === 0 || engine.isBlind) return { refusal: undefined, warnings: [] };
    const options = { detectors, ...(approved && { approved }), surfaceKind: "body" } as const;
    const { findings, refused, notes } = yield* scanBytesSteps(engine, bytes, about, options);
    const found = [...findings];
    const tail = isData ? spoken : controls;
    const row = tail.with(bytes);
    if (row !== undefined) {
      const view = lazyView("messages in a row", ["joined"], row);
      found.push(...yield* engine.scanSteps(view, options));
    }
    tail.add(bytes);
    const warnings = warningsOf(found, notes);
    const blocking = found.find(({ severity }) => severity === "block");
    if (blocking !== undefined) {
      return { refusal: dlpRefusal(blocking, INSTEAD[route.outboundOnMatch]), warnings };
    }
    return { refusal: refused === undefined ? undefined : unreadableRefusal(refused), warnings };
  };
}

/** Why it is blocked where the route says something else. */
const INSTEAD: Readonly<Record<Route["outboundOnMatch"], string>> = {
  block: "",
  redact: "a WebSocket message cannot be redacted",
  supervise: "a WebSocket message cannot be held for the operator",
};
