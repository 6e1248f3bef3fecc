import { gapRows } from "./escapes/gap_rows.ts";
import { attempts } from "./escapes/index.ts";
import type { Attempt } from "./escapes/attempt.ts";
import { watchWorld } from "./escapes/watch_world.ts";
import type { ProofOptions, Section } from "./section.ts";
import { startWorld, type World } from "./world/world.ts";
import { ask, type Way, WAYS } from "./world/ways.ts";

/**
 * Tries to get secrets out and to reach who must not be reached. An attempt got through if anybody
 * received what a secret can be read out of, in any form, or if somebody was reached at all who
 * should not be; it is a failure as well if the agent does not see what it must see.
 */
export async function run({ quick, seed }: ProofOptions): Promise<Section> {
  await using world = await startWorld();
  const watch = watchWorld(world);
  const rows = new Map<string, { tried: number; through: number; attempts: number }>();
  const failures: string[] = [];
  for (const [index, attempt] of attempts.entries()) {
    const ways = quick ? [WAYS[(index + seed) % WAYS.length] ?? "tls"] : WAYS;
    const row = rows.get(attempt.group) ?? { tried: 0, through: 0, attempts: 0 };
    rows.set(attempt.group, row);
    const saw = await sawOf(world, attempt, ways);
    const wrong = await watch(attempt);
    row.attempts += 1;
    row.tried += saw.length;
    if (wrong.length > 0) row.through += 1;
    for (const what of [...wrong, ...unexpected(attempt, saw)]) {
      failures.push(`${attempt.group}, ${attempt.name}: ${what}`);
    }
  }
  const arrived: string[] = [];
  for (const { name, ...request } of gapRows) {
    const { status } = await ask(world, "tls", { method: "POST", host: "a.test", ...request });
    if (status === 200) arrived.push(name);
  }
  return {
    title: "Escape attempts",
    rows: [...rows].map(([name, { tried, through, attempts }]) => ({
      name,
      tried,
      through,
      note: `${attempts} attempts`,
    })),
    failures,
    figures: [
      `${attempts.length} attempts, each by ${quick ? "one way" : "all ways"} that can carry it: ` +
      "absolute form, CONNECT in clear, CONNECT with TLS, HTTP/2. Looked through for secrets in any " +
      "form: what upstreams and the DNS server received, what agents were told, the log.",
      `Beside them, what is said not to be caught: ${arrived.length} of ${gapRows.length} arrived ` +
      `(${arrived.join("; ")}).`,
    ],
  };
}

async function sawOf(
  world: World,
  { attempt }: Attempt,
  ways: readonly Way[],
): Promise<readonly string[]> {
  try {
    return await attempt(world, ways);
  } catch (error) {
    // Its words may quote what was received.
    return [`an error: ${error instanceof Error ? error.message.slice(0, 60) : ""}`];
  } finally {
    world.upstream.answering = undefined;
  }
}

function unexpected({ sees }: Attempt, saw: readonly string[]): string[] {
  const fits = (one: string) => typeof sees === "string" ? one === sees : sees.test(one);
  if (saw.length === 0) return ["nothing was tried"];
  return [...new Set(saw.filter((one) => !fits(one)))].map((one) => `saw "${one}", not "${sees}"`);
}
