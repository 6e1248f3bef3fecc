import type { Reply } from "../../lib/proxy/reply.ts";
import type { Fields } from "../../lib/wire/field.ts";
import type { Framing, ResponseHead } from "../../lib/wire/message.ts";
import { textOf } from "./wire_bytes.ts";

/** A reply that keeps what was said. */
export interface FakeReply extends Reply {
  /** What was called, in its order: "start", "flush", "write", "finish", "cut", "interim". */
  readonly calls: string[];
  readonly head: ResponseHead | undefined;
  readonly framing: Framing | undefined;
  readonly body: string;
  readonly trailers: Fields | undefined;
  readonly interims: ResponseHead[];
  /** From now on writing rejects: the agent has left. */
  leave(): void;
}

export function fakeReply(): FakeReply {
  const calls: string[] = [];
  const interims: ResponseHead[] = [];
  let head: ResponseHead | undefined;
  let framing: Framing | undefined;
  let body = "";
  let trailers: Fields | undefined;
  let left = false;
  const say = (call: string): Promise<void> => {
    if (left) return Promise.reject(new Error("the agent has left"));
    calls.push(call);
    return Promise.resolve();
  };
  return {
    calls,
    interims,
    get head() {
      return head;
    },
    get framing() {
      return framing;
    },
    get body() {
      return body;
    },
    get trailers() {
      return trailers;
    },
    leave() {
      left = true;
    },
    get started() {
      return head !== undefined;
    },
    interim(given) {
      interims.push(given);
      return say("interim");
    },
    start(given, how) {
      calls.push("start");
      head = given;
      framing = how;
    },
    flush: () => say("flush"),
    write(bytes) {
      body += textOf(bytes);
      return say("write");
    },
    finish(given) {
      trailers = given;
      return say("finish");
    },
    cut() {
      calls.push("cut");
    },
  };
}
