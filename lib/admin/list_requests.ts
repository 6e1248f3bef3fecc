import { limits } from "../limits.ts";
import type { RequestRecord, Verdict } from "../observe/request_record.ts";
import type { AdminParts } from "./admin_parts.ts";
import { ApiError } from "./api_error.ts";

/** Which requests are asked for. */
export interface Listing {
  /** Lower case; each must stand somewhere in the request. */
  readonly words: readonly string[];
  /** Empty: all. */
  readonly verdicts: ReadonlySet<Verdict>;
  /** Only older ones than this id. */
  readonly before: number | undefined;
  readonly limit: number;
}

export interface RequestPage {
  /** The newest first. */
  readonly requests: readonly RequestRecord[];
  /** The `before` of the next page; null on the last one. */
  readonly next: number | null;
}

/** Every verdict, in the order of a page's filter. */
export const verdicts = [
  "pending",
  "held",
  "forwarded",
  "answered",
  "refused",
  "failed",
  "cut",
  "left",
] as const satisfies readonly Verdict[];

/** Reads `q`, `verdict` (with commas), `before` and `limit`. @throws ApiError 400 */
export function readListing(query: URLSearchParams): Listing {
  const text = query.get("q") ?? "";
  if (text.length > limits.filterChars) {
    throw new ApiError(400, `q has more than ${limits.filterChars} characters; be short`);
  }
  const asked = (query.get("verdict") ?? "").split(",").filter((word) => word !== "");
  const known = verdicts.filter((verdict) => asked.includes(verdict));
  const unknown = asked.find((word) => !(known as readonly string[]).includes(word));
  if (unknown !== undefined) {
    throw new ApiError(400, `verdict must be one or more of ${verdicts.join(", ")}`);
  }
  const limit = readNumber(query, "limit") ?? limits.listedRequests;
  if (limit < 1 || limit > limits.listedRequestsMost) {
    throw new ApiError(400, `limit must be a number from 1 to ${limits.listedRequestsMost}`);
  }
  return {
    words: text.toLowerCase().split(/\s+/).filter((word) => word !== ""),
    verdicts: new Set(known),
    before: readNumber(query, "before"),
    limit,
  };
}

function readNumber(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  if (!/^[0-9]{1,15}$/.test(text)) throw new ApiError(400, `${name} must be a number in digits`);
  return Number(text);
}

/**
 * A page of the requests that are kept. The text is looked for in what is shown: to look in what the
 * agent wrote would tell, word by word, what was redacted.
 */
export async function listRequests(
  { observer, turn }: Pick<AdminParts, "observer" | "turn">,
  { words, verdicts, before, limit }: Listing,
): Promise<RequestPage> {
  const requests: RequestRecord[] = [];
  const pause = turn();
  for (const trace of observer.newest(before)) {
    await pause();
    if (verdicts.size > 0 && !verdicts.has(trace.verdict)) continue;
    const record = observer.record(trace);
    if (words.length > 0 && !hasAll(record, words)) continue;
    // One more than asked for says that there is a next page.
    if (requests.length === limit) return { requests, next: requests.at(-1)?.id ?? null };
    requests.push(record);
  }
  return { requests, next: null };
}

function hasAll(record: RequestRecord, words: readonly string[]): boolean {
  const { method, scheme, host, path, route, verdict, reason, text, status, findings } = record;
  const all = [method, `${scheme}://${host}${path}`, route, verdict, reason, text, status]
    .concat(findings.map(({ kind }) => kind)).join(" ").toLowerCase();
  return words.every((word) => all.includes(word));
}
