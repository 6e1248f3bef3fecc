import { judgeAnswerHead } from "../../gate/judge_answer.ts";
import type { Route } from "../../policy/route.ts";
import type { Target } from "../../policy/target.ts";
import { runSteps } from "../../scan/steps.ts";
import { answerReaders } from "../answer_readers.ts";
import type { Asked } from "../asked.ts";
import { Blocked } from "../blocked.ts";
import type { Parts } from "../parts.ts";
import type { Answer } from "../upstream/send.ts";
import type { WebSocketOffer } from "./offer.ts";
import { noteVerdict } from "../note_verdict.ts";
import { relayWebSocket } from "./relay_websocket.ts";
import { switchedHead } from "./switched_head.ts";

/**
 * Brings a 101 to the agent, if it is the answer to the handshake, and relays what follows to its end.
 *
 * @param ended aborted with FlightEnded when the socket may no longer be
 * @throws UpstreamError of a wrong 101 and Blocked of one that holds a known secret, before the agent gets it
 */
export async function openWebSocket(
  parts: Parts,
  asked: Asked,
  allowed: { readonly route: Route; readonly target: Target; readonly offer: WebSocketOffer },
  answer: Answer,
  ended: AbortSignal,
): Promise<void> {
  const { agent, reply } = asked;
  const { switched: upstream } = answer;
  // Both are there where an offer was read and answered.
  if (agent === undefined || upstream === undefined) throw new Error("no connection to relay on");
  const head = switchedHead(answer.head, allowed.offer, allowed.target.host);
  const { host } = allowed.target;
  const readers = await answerReaders(parts, allowed.route, host);
  const verdict = await runSteps(judgeAnswerHead(readers, head));
  noteVerdict(parts, asked, head.status, verdict);
  if (verdict.refusal) throw new Blocked(verdict.refusal, head.status);

  if (parts.live.current.log === 2) {
    const { status, fields: headers } = head;
    parts.log({ event: "egress_response", host, status, headers, body: "" });
  }
  reply.start(head, answer.framing);
  await reply.flush();
  await relayWebSocket(parts, asked, allowed, { agent, upstream }, ended);
}
