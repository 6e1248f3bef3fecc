/**
 * Law: a typed line answers the question that stood on the screen when it was typed, and no other.
 */
import type { Entry, OperatorQueue } from "../supervise/queue.ts";
import { createBell } from "./bell.ts";
import type { ExitCode } from "./command.ts";
import { entryText } from "./entry_text.ts";
import { giveAnswer } from "./give_answer.ts";
import { openEntries } from "../supervise/open_entries.ts";
import { paint } from "./paint.ts";
import type { Prompter } from "./prompter.ts";
import type { QueueContext } from "./queue_context.ts";

/** `egress queue watch`: shows each proposal as it comes and asks for its answer, until the input ends. */
export async function queueWatch(
  context: Omit<QueueContext, "args">,
  prompter: Prompter,
): Promise<ExitCode> {
  const { desk, terminal } = context;
  const bell = createBell();
  const seen = new Set<string>();
  let over = false;
  let saidToWait = false;
  const stop = desk.changes(bell.ring);
  void prompter.ended.then(() => {
    over = true;
    bell.ring();
  });
  try {
    while (!over) {
      // Listened for before looking, so that nothing comes in between.
      const ring = bell.next();
      const entry = await nextEntry(desk, seen);
      if (entry !== undefined) {
        seen.add(entry.proposal.id);
        saidToWait = false;
        await askAbout(entry, context, prompter, bell.next);
        continue;
      }
      if (!saidToWait) terminal.print("waiting for proposals; Ctrl-D ends");
      saidToWait = true;
      await ring;
    }
    return 0;
  } finally {
    stop();
  }
}

/** The oldest that waits and was not shown yet. */
async function nextEntry(desk: OperatorQueue, seen: ReadonlySet<string>) {
  const { entries } = await openEntries(desk);
  return entries.find(({ proposal, answer }) => answer === undefined && !seen.has(proposal.id));
}

async function askAbout(
  entry: Entry,
  { desk, terminal, now }: Omit<QueueContext, "args">,
  prompter: Prompter,
  nextRing: () => Promise<void>,
): Promise<void> {
  const { id } = entry.proposal;
  let done = false;
  const gone = (async () => {
    for (let ring = nextRing(); !done; ring = nextRing()) {
      const found = await desk.read(id);
      if (found === undefined || found.archived || found.answer !== undefined) return undefined;
      await ring;
    }
  })();
  /** The line; undefined where the question is over, be it with the input or with the proposal. */
  const ask = async (question: string): Promise<string | undefined> => {
    const line = prompter.ask(question);
    const first = await Promise.race([line.then((text) => ({ text })), gone]);
    if (first !== undefined) return first.text?.trim();
    terminal.warn(`\negress: proposal ${id} has gone or was answered elsewhere; Enter goes on`);
    await line;
    return undefined;
  };
  terminal.print(`\n${paint(terminal, "bold", "a request is held")}\n${entryText(entry, now())}\n`);
  try {
    for (;;) {
      const word = await ask("approve? y (yes), n (no), s (leave it open): ");
      if (word === undefined || word === "s") return;
      if (word !== "y" && word !== "n") continue;
      const reason = await ask(word === "y" ? "reason: " : "reason (may be none): ");
      if (reason === undefined) return;
      if (word === "n" || reason !== "") {
        await giveAnswer(
          { desk, terminal, now },
          id,
          word === "y" ? "approved" : "rejected",
          reason,
        );
        return;
      }
      terminal.warn("egress: an approval needs a reason; nothing was answered");
    }
  } finally {
    done = true;
  }
}
