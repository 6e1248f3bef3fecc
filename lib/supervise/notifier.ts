/**
 * Law: a notice holds only what was redacted for the queue, and nobody waits for it: what cannot be
 * sent is dropped, and said in a line.
 */
import { limits } from "../limits.ts";
import type { Proposal } from "./proposal.ts";
import { readProposedFile } from "./proposed_file.ts";
import type { Timers } from "./timers.ts";

export interface NotifierOptions {
  /** Sends a JSON text once. @returns the status of the answer; rejects if there was none, in words */
  readonly post: (body: string) => Promise<number>;
  /** Where the operator can answer a question; undefined: nowhere but in the queue. */
  readonly link: (id: string) => string | undefined;
  /** One line for standard error, without its newline. */
  readonly write: (line: string) => void;
  readonly timers: Timers;
}

export interface Notifier {
  /** Begins to send a notice of a new question. */
  notice(proposal: Proposal): void;
  /** Tries nothing again. */
  stop(): void;
}

/** Tells the operator of questions, again with growing pauses where nobody takes it. */
export function createNotifier({ post, link, write, timers }: NotifierOptions): Notifier {
  let waiting = 0;
  let stopped = false;
  const pauses = new Set<() => void>();

  const pause = async (ms: number) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = timers.after(ms, resolve);
    const wake = () => {
      cancel();
      resolve();
    };
    pauses.add(wake);
    await promise;
    pauses.delete(wake);
  };

  /** Why it was not taken; undefined if it was. */
  const send = async (body: string): Promise<string | undefined> => {
    let why = "";
    for (let attempt = 0; attempt < limits.noticeTries && !stopped; attempt++) {
      if (attempt > 0) await pause(limits.noticeRetryMs * 2 ** (attempt - 1));
      if (stopped) break;
      try {
        const status = await post(body);
        if (status >= 200 && status < 300) return undefined;
        why = `it was answered with ${status}`;
        if (!mayPass(status)) return why;
      } catch (error) {
        why = error instanceof Error ? error.message : "unknown error";
      }
    }
    return why || "the sidecar is stopping";
  };

  return {
    notice(proposal) {
      const dropped = (why: string) =>
        write(`egress: the notice of question ${proposal.id} is not sent: ${why}`);
      if (stopped) return;
      if (waiting >= limits.noticesWaiting) {
        return dropped(`${limits.noticesWaiting} others wait already`);
      }
      waiting++;
      void send(noticeText(proposal, link(proposal.id))).then((why) => {
        waiting--;
        if (why !== undefined) dropped(why);
      });
    },
    stop() {
      stopped = true;
      for (const wake of pauses) wake();
    },
  };
}

/** Whether trying again may help: the others say that the request is wrong. */
function mayPass(status: number): boolean {
  return status >= 500 || status === 408 || status === 429;
}

function noticeText(
  { id, bottle_slug, arrival_timestamp, proposed_file }: Proposal,
  link?: string,
) {
  const { reason: found, ...about } = readProposedFile(proposed_file);
  const notice = { event: "egress_question", id, bottle_slug, arrival_timestamp, ...about, found };
  return JSON.stringify({ ...notice, ...(link !== undefined && { link }) });
}
