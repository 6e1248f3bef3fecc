/**
 * Law: only an answer that says so approves, and only while somebody waits for it. Whatever ends a
 * question (an answer, the time, the agent going away, a folder that fails, the stop) leaves no timer,
 * no entry and no promise behind.
 */
import { limits } from "../limits.ts";
import { createRerun } from "./create_rerun.ts";
import type { Decision } from "./decision.ts";
import { makeProposal } from "./make_proposal.ts";
import type { Question } from "./question.ts";
import { QueueError } from "./queue_error.ts";
import { settlesWithin } from "./settles_within.ts";
import type { Supervisor, SupervisorOptions } from "./supervisor.ts";
import { platformTimers } from "./timers.ts";

/** One request that is held. */
interface Waiter {
  readonly since: number;
  readonly resolve: (decision: Decision) => void;
  readonly filed: (proposal: string) => void;
  /** Lets go of its timer and its listener. */
  release(): void;
}

/** What the operator was asked, and who waits for it; `waiters` is never empty while it is open. */
interface OpenQuestion {
  readonly id: string;
  readonly identity: string;
  readonly waiters: Set<Waiter>;
  /** Looks for the answer. */
  readonly look: () => Promise<void>;
  /** True once the proposal stands in the queue, false if it never will. */
  filing: Promise<boolean>;
  filed: boolean;
}

/** The asking side of supervision; clears up what a predecessor left at once. */
export function createSupervisor({
  queue,
  approvals,
  slug,
  timeoutSeconds,
  redact,
  write,
  timers = platformTimers,
  wallClock = Date.now,
  newId = () => crypto.randomUUID(),
  mostQuestions = limits.openQuestions,
  mostRequests = limits.heldRequests,
}: SupervisorOptions): Supervisor {
  const byIdentity = new Map<string, OpenQuestion>();
  const byId = new Map<string, OpenQuestion>();
  const leaving = new Set<Promise<void>>();
  let stopLooking = () => {};
  let held = 0;
  let closed: string | undefined;

  const begin = (question: Question, identity: string): OpenQuestion => {
    const id = newId();
    const open: OpenQuestion = {
      id,
      identity,
      waiters: new Set(),
      look: createRerun(() => look(open, question)),
      filing: Promise.resolve(false),
      filed: false,
    };
    if (byId.size === 0) stopLooking = queue.changes((id) => void byId.get(id)?.look());
    byIdentity.set(identity, open);
    byId.set(id, open);
    return open;
  };

  const file = async (open: OpenQuestion, question: Question): Promise<boolean> => {
    try {
      await queue.file(makeProposal(question, { id: open.id, slug, now: wallClock(), redact }));
    } catch (error) {
      const why = reasonOf(error);
      write(`egress: could not queue token-allow proposal: ${why}; blocking request`);
      end(open, [...open.waiters], () => ({ kind: "unavailable", why }));
      return false;
    }
    open.filed = true;
    for (const { filed } of open.waiters) filed(open.id);
    return true;
  };

  const look = async (open: OpenQuestion, { host, value }: Question): Promise<void> => {
    const answer = await queue.answerTo(open.id).catch(() => undefined);
    if (answer === undefined || byId.get(open.id) !== open) return;
    if (answer.allowed) approvals.remember(host, value, { proposal: open.id });
    end(open, [...open.waiters], waited(answer.allowed ? "approved" : "rejected", open.id));
  };

  const waited = <K extends "approved" | "rejected">(kind: K, proposal: string) => {
    const now = timers.now();
    return ({ since }: Waiter) => ({ kind, proposal, waitedMs: now - since });
  };

  const join = (
    open: OpenQuestion,
    signal: AbortSignal,
    filed: (proposal: string) => void,
  ): Promise<Decision> => {
    const { promise, resolve } = Promise.withResolvers<Decision>();
    const withdraw = () => end(open, [waiter], () => ({ kind: "withdrawn" }));
    const cancel = timers.after(timeoutSeconds * 1000, () => void expire(open, waiter));
    const waiter: Waiter = {
      since: timers.now(),
      resolve,
      filed,
      release() {
        cancel();
        signal.removeEventListener("abort", withdraw);
      },
    };
    signal.addEventListener("abort", withdraw, { once: true });
    open.waiters.add(waiter);
    held++;
    if (open.filed) filed(open.id);
    return promise;
  };

  /** A last look, since an answer may have come between two of them. */
  const expire = async (open: OpenQuestion, waiter: Waiter): Promise<void> => {
    await settlesWithin(limits.queueWaitMs, open.look(), timers);
    end(open, [waiter], ({ since }) => ({
      kind: "timed-out",
      proposal: open.id,
      seconds: timeoutSeconds,
      waitedMs: timers.now() - since,
    }));
  };

  /** Ends these waits, and with the last one the question. */
  const end = (
    open: OpenQuestion,
    waiters: readonly Waiter[],
    decide: (waiter: Waiter) => Decision,
  ): void => {
    const ended = waiters.filter((waiter) => open.waiters.delete(waiter)).map((waiter) => {
      waiter.release();
      held--;
      return { waiter, decision: decide(waiter) };
    });
    if (ended.length === 0) return;
    const answer = () => ended.forEach(({ waiter, decision }) => waiter.resolve(decision));
    if (open.waiters.size > 0) return answer();
    const left = leave(open);
    // Archived first, so that whoever hears of the decision finds the folder as it says.
    void settlesWithin(limits.queueWaitMs, left, timers).then(answer);
  };

  const leave = (open: OpenQuestion): Promise<void> => {
    byId.delete(open.id);
    byIdentity.delete(open.identity);
    if (byId.size === 0) stopLooking();
    const left = open.filing
      .then((filed) => filed ? queue.archive(open.id) : undefined)
      .catch((error) => write(`egress: could not archive proposal ${open.id}: ${reasonOf(error)}`))
      .finally(() => leaving.delete(left));
    leaving.add(left);
    return left;
  };

  const tidy = async (): Promise<void> => {
    try {
      const count = await queue.archiveLeftovers(slug, (id) => byId.has(id));
      if (count > 0) write(`egress: archived ${count} proposal(s) that nobody waits for any more`);
    } catch (error) {
      write(`egress: the supervisor's queue is of no use now: ${reasonOf(error)}`);
    }
  };

  return {
    async ask(question, signal, filed = () => {}) {
      if (closed !== undefined) return { kind: "unavailable", why: closed };
      if (signal.aborted) return { kind: "withdrawn" };
      const { host, value } = question;
      const approval = approvals.approved(host, value);
      if (approval !== undefined) {
        return { kind: "approved", proposal: approval.proposal, waitedMs: 0 };
      }
      const identity = approvals.identity(host, value);
      const known = byIdentity.get(identity);
      if (held >= mostRequests) return { kind: "too-many", what: "requests", most: mostRequests };
      if (known === undefined && byId.size >= mostQuestions) {
        return { kind: "too-many", what: "questions", most: mostQuestions };
      }
      const open = known ?? begin(question, identity);
      const decision = join(open, signal, filed);
      // Somebody waits already, whom a failure of this ends.
      if (known === undefined) open.filing = file(open, question);
      return await decision;
    },
    async close(why) {
      closed ??= why;
      for (const open of [...byId.values()]) {
        end(open, [...open.waiters], () => ({ kind: "unavailable", why }));
      }
      await settlesWithin(limits.queueWaitMs, Promise.all(leaving), timers);
    },
    tidied: tidy(),
    get openQuestions() {
      return byId.size;
    },
    get heldRequests() {
      return held;
    },
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof QueueError) return error.message;
  return error instanceof Error ? error.name : "unknown error";
}
