import { limits } from "../limits.ts";
import { readProposal } from "../observe/learn/read_proposal.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { printable } from "./printable.ts";
import { UsageError } from "./usage_error.ts";

/** `egress learn show`: prints what was learned from denied requests. It changes nothing. */
export async function learn({ args, env, terminal }: CommandContext): Promise<ExitCode> {
  const [word = ""] = args.positionals;
  if (word !== "show") {
    throw new UsageError(`unknown word "${printable(word)}" behind egress learn; it is show`);
  }
  const path = (args.values("learn")[0] ?? env.EGRESS_LEARN ?? "").trim();
  if (path === "") throw new UsageError("name the file with --learn FILE or EGRESS_LEARN");
  const text = await readText(path);
  if (typeof text !== "string") {
    terminal.warn(`egress: ${printable(path)} cannot be read (${text.kind}); ${text.mend}`);
    return 1;
  }
  if (readProposal(text) === undefined) {
    terminal.warn(
      `egress: ${printable(path)} is no proposal of egress; name the file of a sidecar`,
    );
    return 1;
  }
  terminal.print(text.trimEnd().split("\n").map(printable).join("\n"));
  return 0;
}

async function readText(path: string): Promise<string | { kind: string; mend: string }> {
  try {
    const { size } = await Deno.stat(path);
    return size > limits.routesFileBytes ? "" : await Deno.readTextFile(path);
  } catch (error) {
    const kind = error instanceof Error ? error.name : "unknown error";
    return { kind, mend: "a sidecar with EGRESS_LEARN writes it" };
  }
}
