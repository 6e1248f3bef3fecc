import { type Body, BODY_BYTES } from "./answers.ts";
import { ask, getBytes, postBytes } from "./ask.ts";
import type { Job, Result } from "./job.ts";
import { llmTurn } from "./llm_turn.ts";
import { open } from "./open.ts";
import { createTally } from "./tally.ts";

const MIB = 1024 * 1024;
/** Bodies that take turns, so that no request is the one before it over again. */
const TURNS = 8;
let turns: readonly string[] | undefined;

/** Request after request on connections that are opened before the clock runs. */
export async function loadKept(job: Job, body: Body): Promise<Result> {
  const requests = requestsFor(body, job.port);
  const conns = await Promise.all(
    Array.from({ length: job.atOnce }, () => open(job, "http/1.1")),
  );
  const tally = createTally(job);
  let next = 0;
  await Promise.all(conns.map(async (conn) => {
    const buffer = new Uint8Array(BODY_BYTES[body] > MIB ? 256 * 1024 : 32 * 1024);
    while (tally.more()) {
      const request = requests[next++ % requests.length] ?? new Uint8Array(0);
      const start = performance.now();
      await ask(conn, request, BODY_BYTES[body], buffer, tally.received);
      tally.answered(start);
    }
    conn.close();
  }));
  return tally.result();
}

function requestsFor(body: Body, port: number): readonly Uint8Array[] {
  if (body !== "turns") return [getBytes(`/${body}`, port)];
  turns ??= Array.from({ length: TURNS }, (_, i) => llmTurn(MIB, i + 1));
  return turns.map((turn) => postBytes("/v1/messages", port, turn));
}
