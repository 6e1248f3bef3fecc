import { type Ask, ask, summary, type Way } from "../world/ways.ts";
import type { Attempt } from "./attempt.ts";

/** A request that is tried by every way that can carry it, and must be answered alike by all. */
export interface RequestRow extends Partial<Ask> {
  readonly name: string;
  /** `403 secret-found` unless said otherwise. */
  readonly sees?: Attempt["sees"];
  readonly reaches?: Attempt["reaches"];
  readonly injects?: boolean;
  /** Absent: all of them; in chunks: those of HTTP/1.1. */
  readonly ways?: readonly Way[];
}

/** Rows to `a.test` unless they say otherwise; a POST where they have a body. */
export function requestAttempts(group: string, rows: readonly RequestRow[]): Attempt[] {
  return rows.map((row) => {
    const { name, sees = "403 secret-found", reaches, injects, ways, ...request } = row;
    return {
      group,
      name,
      sees,
      ...(reaches && { reaches }),
      ...(injects && { injects }),
      async attempt(world, chosen) {
        const method = request.body === undefined ? "GET" : "POST";
        const able = ways ?? (request.chunks ? OVER_HTTP1 : undefined);
        const fit = chosen.filter((way) => able?.includes(way) ?? true);
        const saw: string[] = [];
        for (const way of fit.length > 0 ? fit : (able ?? []).slice(0, 1)) {
          saw.push(summary(await ask(world, way, { method, host: "a.test", ...request })));
        }
        return saw;
      },
    };
  });
}

export const OVER_HTTP1: readonly Way[] = ["absolute", "clear", "tls"];
