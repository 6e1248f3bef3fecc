import { within } from "../../support/within.ts";
import { secrets } from "../world/secrets.ts";
import { connect, summary, toldOf, type Way } from "../world/ways.ts";
import type { World } from "../world/world.ts";
import type { Attempt } from "./attempt.ts";

/**
 * Bytes that are sent as they are. In the text `$T` stands for scheme and authority of the target on
 * the proxy's own port and for nothing in a tunnel, `$S` for the scheme, `$A` for the authority, `$P`
 * for its port, `$K` for a known secret.
 */
export interface RawRow {
  readonly name: string;
  readonly raw: string;
  /** Each answer, joined by ", "; as many are read as stand here. */
  readonly sees: string;
  readonly reaches?: Attempt["reaches"];
  readonly ways?: readonly Exclude<Way, "h2">[];
  readonly host?: string;
  /** How long an answer is waited for; where silence is what must be seen. */
  readonly waitMs?: number;
}

const ANSWER_MS = 4_000;

export function rawAttempts(group: string, rows: readonly RawRow[]): Attempt[] {
  return rows.map(({ name, raw, sees, reaches, ways = HTTP1, host = "a.test", waitMs }) => ({
    group,
    name,
    sees,
    ...(reaches && { reaches }),
    async attempt(world, chosen) {
      const fit = ways.filter((way) => chosen.includes(way));
      const saw: string[] = [];
      for (const way of fit.length > 0 ? fit : ways.slice(0, 1)) {
        saw.push(await say(world, way, host, raw, sees.split(", ").length, waitMs));
      }
      return saw;
    },
  }));
}

const HTTP1 = ["absolute", "clear", "tls"] as const;

async function say(
  world: World,
  way: Exclude<Way, "h2">,
  host: string,
  raw: string,
  count: number,
  waitMs = ANSWER_MS,
): Promise<string> {
  const port = way === "tls" ? world.upstream.tls.port : world.upstream.clear.port;
  const authority = `${host}:${port}`;
  const scheme = way === "tls" ? "https" : "http";
  const marks: Record<string, string> = {
    $T: way === "absolute" ? `http://${authority}` : "",
    $S: scheme,
    $A: authority,
    $P: String(port),
    $K: secrets.KNOWN,
  };
  using client = await connect(world, way, authority);
  await client.send(raw.replace(/\$[TSAPK]/g, (mark) => marks[mark] ?? "")).catch(() => {});
  const answers: string[] = [];
  while (answers.length < count) {
    try {
      const told = toldOf(await within(waitMs, client.response(), "an answer"));
      world.told.push(told.fields.map((field) => field.join(": ")).join("\n"), told.body);
      answers.push(summary(told));
    } catch (error) {
      const silent = error instanceof Error && error.message.startsWith("an answer: not within");
      answers.push(silent ? "silent" : "cut");
      break;
    }
  }
  return answers.join(", ");
}
