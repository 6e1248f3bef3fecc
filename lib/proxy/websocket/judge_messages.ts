import { messageJudge } from "../../gate/judge_message.ts";
import { limits } from "../../limits.ts";
import type { Route } from "../../policy/route.ts";
import type { Target } from "../../policy/target.ts";
import { isPacked } from "../../scan/body/is_packed.ts";
import { runSteps } from "../../scan/steps.ts";
import type { Message } from "../../wire/websocket/message.ts";
import { approvedFor } from "../ask_operator.ts";
import type { Asked } from "../asked.ts";
import { Blocked } from "../blocked.ts";
import type { Parts } from "../parts.ts";
import { warn } from "../warn.ts";

/**
 * Judges one way of a WebSocket by the engine, the route and the approvals of the moment: a socket lives
 * for hours.
 *
 * @param route by which it was opened
 * @returns throws Blocked of a message that must not go on
 */
export function judgeMessages(
  parts: Pick<Parts, "engines" | "live" | "operator" | "turns" | "largeScans" | "log">,
  asked: Asked,
  { route, target }: { readonly route: Route; readonly target: Target },
  way: "out" | "in",
): (message: Message) => Promise<void> {
  const judge = messageJudge(way);
  let told = 0;
  return async (message) => {
    asked.trace?.message(way, message.payload.length);
    const judging = {
      engine: await parts.engines.current(),
      signs: await parts.engines.signs(),
      route: parts.live.current.table.find(target.host) ?? route,
      approved: approvedFor(parts.operator, target.host),
    };
    const judged = () => runSteps(judge(judging, message), parts.turns.begin());
    const mayTakeRoom = message.payload.length > limits.largeScanBytes ||
      isPacked(message.payload, { contentType: undefined, contentEncoding: [] });
    const { refusal, warnings } = await (mayTakeRoom ? parts.largeScans(judged) : judged());
    const status = way === "in" ? 101 : undefined;
    for (const warning of warnings) {
      if (told++ < limits.streamWarnings) warn(parts, asked, warning, status);
    }
    if (refusal !== undefined) throw new Blocked(refusal, status);
  };
}
