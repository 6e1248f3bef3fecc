/** A program that runs beside the bench until it is stopped. */
export interface Program {
  readonly pid: number;
  /** Ends it at once and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts a program and waits for the line of `from` that says it is ready.
 *
 * @param ready what it found in a line; undefined for a line that is not the one
 * @throws Error with the lines so far if the program ends before
 */
export async function startProgram<T>(
  command: string,
  { args, env = {}, from, ready }: {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly from: "stdout" | "stderr";
    readonly ready: (line: string) => T | undefined;
  },
): Promise<{ readonly program: Program; readonly found: T }> {
  const child = new Deno.Command(command, {
    args: [...args],
    env: { ...env },
    stdin: "null",
    stdout: from === "stdout" ? "piped" : "null",
    stderr: from === "stderr" ? "piped" : "null",
  }).spawn();
  const lines = child[from].pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (true) {
    const { value, done } = await lines.read();
    if (done) throw new Error(`${command} ended before it was ready: ${text}`);
    text += value;
    for (const line of text.split("\n").slice(0, -1)) {
      const found = ready(line);
      if (found === undefined) continue;
      // Read on, so that a program that says more is not held by a full pipe.
      const rest = readOn(lines);
      return { program: { pid: child.pid, stop: () => stop(child, rest) }, found };
    }
  }
}

/** Starts a program that says nothing, and waits until it accepts connections on the port. */
export async function startListening(
  command: string,
  { args, env = {}, port }: {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
    readonly port: number;
  },
): Promise<Program> {
  const child = new Deno.Command(command, {
    args: [...args],
    env: { ...env },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).spawn();
  let ended = false;
  const status = child.status.then(() => ended = true);
  const until = performance.now() + STARTS_WITHIN_MS;
  while (performance.now() < until && !ended) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return { pid: child.pid, stop: () => stop(child, status) };
    } catch {
      // Nothing tells when it listens but trying.
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
  if (!ended) await stop(child, status);
  throw new Error(`${command} did not listen`);
}

const STARTS_WITHIN_MS = 15_000;

async function stop(child: Deno.ChildProcess, rest: Promise<unknown>): Promise<void> {
  try {
    child.kill("SIGKILL");
  } catch {
    // It has ended by itself.
  }
  await child.status;
  await rest;
}

async function readOn(lines: ReadableStreamDefaultReader<string>): Promise<void> {
  while (!(await lines.read()).done);
}
