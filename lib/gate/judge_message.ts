import type { AboutBody } from "../scan/body/read_body.ts";
import type { Steps } from "../scan/steps.ts";
import type { Message } from "../wire/websocket/message.ts";
import { receivedJudge } from "./judge_received_message.ts";
import { sentJudge } from "./judge_sent_message.ts";
import type { MessageJudging, MessageVerdict } from "./message_judging.ts";

/** Judges the messages of one way of one WebSocket, one after the other. */
export type MessageJudge = (judging: MessageJudging, message: Message) => Steps<MessageVerdict>;

/**
 * `out`: what the agent says, by the detectors of its route. `in`: what the upstream says, as any other answer.
 * Every kind of message is read, since a ping can carry a token as well.
 */
export function messageJudge(way: "out" | "in"): MessageJudge {
  const judge = way === "out" ? sentJudge() : receivedJudge();
  return function* (judging, message) {
    // A close begins with its code, which is no text.
    const bytes = message.kind === "close" ? message.payload.subarray(2) : message.payload;
    if (bytes.length === 0) return { refusal: undefined, warnings: [] };
    const isData = message.kind === "text" || message.kind === "binary";
    const about: AboutBody = {
      contentType: message.kind === "text" ? "text/plain; charset=utf-8" : undefined,
      contentEncoding: [],
      surface: isData ? "message" : `${message.kind} frame`,
    };
    return yield* judge(judging, { bytes, isData, about });
  };
}
