import { nearest } from "../config/nearest.ts";
import { jsonFolderDesk } from "../supervise/json_folder_desk.ts";
import { QueueError } from "../supervise/queue_error.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { printable } from "./printable.ts";
import { createPrompter } from "./prompter.ts";
import { queueAnswer } from "./queue_answer.ts";
import type { QueueContext } from "./queue_context.ts";
import { queueList } from "./queue_list.ts";
import { queueShow } from "./queue_show.ts";
import { queueWatch } from "./queue_watch.ts";
import { UsageError } from "./usage_error.ts";

/** `egress queue`: the operator's side of the supervisor queue. */
export async function queue({ args, env, terminal }: CommandContext): Promise<ExitCode> {
  const [word = "", id, ...rest] = args.positionals;
  const action = readAction(word);
  const { needsId, options }: ActionRules = ACTIONS[action];
  if (needsId !== (id !== undefined) || rest.length > 0) {
    const mend = needsId ? "needs the ID of a proposal; see egress queue list" : "takes no ID";
    throw new UsageError(`egress queue ${action} ${mend}`);
  }
  for (const option of ["json", "reason"]) {
    if (args.values(option).length > 0 && !options.includes(option)) {
      throw new UsageError(`egress queue ${action} takes no --${option}`);
    }
  }
  const folder = (args.values("queue")[0] ?? env.SUPERVISE_QUEUE_DIR ?? "").trim();
  if (folder === "") {
    throw new UsageError("name the queue's folder with --queue DIR or SUPERVISE_QUEUE_DIR");
  }
  try {
    const context = { args, terminal, desk: jsonFolderDesk(folder), now: Date.now };
    return await run(action, context, id ?? "");
  } catch (error) {
    if (!(error instanceof QueueError)) throw error;
    terminal.warn(`egress: ${printable(error.message)}`);
    return 1;
  }
}

interface ActionRules {
  readonly needsId: boolean;
  readonly options: readonly string[];
}

const ACTIONS = {
  list: { needsId: false, options: ["json"] },
  show: { needsId: true, options: ["json"] },
  approve: { needsId: true, options: ["reason"] },
  reject: { needsId: true, options: ["reason"] },
  watch: { needsId: false, options: [] },
} satisfies Record<string, ActionRules>;

type Action = keyof typeof ACTIONS;

function readAction(word: string): Action {
  const names = Object.keys(ACTIONS);
  if (isAction(word)) return word;
  const meant = nearest(word, names);
  const mend = meant === undefined ? `it is one of ${names.join(", ")}` : `did you mean ${meant}?`;
  throw new UsageError(`unknown word "${printable(word)}" behind egress queue; ${mend}`);
}

function isAction(word: string): word is Action {
  return Object.hasOwn(ACTIONS, word);
}

async function run(action: Action, context: QueueContext, id: string): Promise<ExitCode> {
  switch (action) {
    case "list":
      return await queueList(context);
    case "show":
      return await queueShow(context, id);
    case "approve":
      return await queueAnswer(context, id, "approved");
    case "reject":
      return await queueAnswer(context, id, "rejected");
    case "watch":
      if (!Deno.stdin.isTerminal()) {
        throw new UsageError("egress queue watch asks on a terminal; use queue list and approve");
      }
      // Its folder must be there, or it would wait for ever.
      await context.desk.open();
      return await queueWatch(context, createPrompter(Deno.stdin.readable, show));
  }
}

const show = (text: string) => void Deno.stdout.writeSync(new TextEncoder().encode(text));
