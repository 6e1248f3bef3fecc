import { textLines } from "./text_lines.ts";
import type { Program } from "./programs.ts";

/** The operator's program of queue_operator.py, which does what it is told. */
export interface PythonOperator {
  /** Tells it a command and gives its result; see COMMANDS of queue_operator.py. */
  tell(...words: string[]): Promise<unknown>;
}

/** The ids of the proposals that it sees. */
export async function idsOf(operator: PythonOperator): Promise<string[]> {
  const proposals = await operator.tell("list");
  if (!Array.isArray(proposals)) throw new Error("the operator's program lists nothing");
  return proposals.map(({ id }) => String(id));
}

export async function withOperator(
  python: Program,
  folder: string,
  use: (operator: PythonOperator) => Promise<void>,
): Promise<void> {
  if (python.path === undefined) throw new Error(python.missing);
  const child = new Deno.Command(python.path, {
    args: ["-I", "-B", new URL("queue_operator.py", import.meta.url).pathname, folder],
    stdin: "piped",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const input = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(textLines()).getReader();
  // One command at a time, so that each gets its own line.
  let before: Promise<unknown> = Promise.resolve();
  const tell = async (words: readonly string[]) => {
    await input.write(new TextEncoder().encode(`${words.join(" ")}\n`));
    const { value } = await lines.read();
    if (value === undefined) throw new Error(`the operator's program failed at ${words[0]}`);
    return JSON.parse(value);
  };
  try {
    await use({
      tell(...words) {
        const result = before.then(() => tell(words));
        before = result.catch(() => {});
        return result;
      },
    });
  } finally {
    await input.close().catch(() => {});
    await lines.cancel();
    await child.status;
  }
}
