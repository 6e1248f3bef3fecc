import { accept, refuse } from "./outcome.ts";
import { decodePercentFully } from "./percent.ts";
import type { Outcome } from "./refusal.ts";

export { lfsOperation } from "./lfs_operation.ts";

export type GitOperation = "push" | "fetch" | "none";

/**
 * What a request is to git over HTTPS, from its raw path and query alone. The names are compared
 * without regard to case, after repeated percent-decoding, without `;parameters` and empty
 * segments, since some server may read them so; an encoded slash separates nothing here (see
 * encoded_slash.ts).
 *
 * - push: the last segment or a `service` is `git-receive-pack`; LFS `locks`; whatever writes where
 *   a fetch reads (WebDAV, as `git http-push` did; LFS uploads).
 * - fetch: the same with `git-upload-pack` and `git-upload-archive`; the dumb protocol's
 *   `info/refs`, and `objects/...` behind a segment that ends in `.git` or is LFS's.
 *
 * Several `service` values that differ, of which one is git's, are a 400 `ambiguous-target`, as is a
 * path or service that is encoded too deeply. An LFS batch is `none` here, since only its body says
 * which way it transfers (lfs_operation.ts).
 */
export function gitOperation(
  method: string,
  path: string,
  query: string | undefined,
): Outcome<GitOperation> {
  const service = serviceOperation(query);
  if (!service.ok) return service;
  if (!PATH_OF_INTEREST.test(path)) return service;
  const segments = pathSegments(path);
  if (segments === undefined) return tooDeep("path");
  return accept(worseOperation(service.value, pathOperation(method, segments)));
}

/** Whether the request asks an LFS server for a batch of transfers; its body says which way. */
export function isLfsBatch(method: string, path: string): boolean {
  if (READING.has(method) || !PATH_OF_INTEREST.test(path)) return false;
  return endsWith(pathSegments(path) ?? [], "objects", "batch");
}

/** The one of two operations that needs more permission. */
export function worseOperation(a: GitOperation, b: GitOperation): GitOperation {
  if (a === "push" || b === "push") return "push";
  return a === "fetch" ? a : b;
}

const SERVICES: ReadonlyMap<string, GitOperation> = new Map<string, GitOperation>([
  ["git-receive-pack", "push"],
  ["git-upload-pack", "fetch"],
  ["git-upload-archive", "fetch"],
]);

/** What a path must hold for any rule of git to apply; all others cost one look. */
const PATH_OF_INTEREST = /%|git|objects|info|locks/i;
const READING: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Segments in their deepest reading; empty ones, and so trailing slashes, are left out. */
function pathSegments(path: string): readonly string[] | undefined {
  const segments: string[] = [];
  for (const raw of path.split("/")) {
    const decoded = decodePercentFully(raw);
    if (decoded === undefined) return undefined;
    const name = (decoded.split(";")[0] ?? "").trim().toLowerCase();
    if (name !== "") segments.push(name);
  }
  return segments;
}

function pathOperation(method: string, segments: readonly string[]): GitOperation {
  const byService = SERVICES.get(segments.at(-1) ?? "");
  if (byService !== undefined) return byService;
  const reads = READING.has(method);
  if (!reads && endsWith(segments, "objects", "batch")) return "none";
  if (segments.some((name, i) => name === "locks" && segments[i - 1] === "lfs")) return "push";
  const isStore = segments.some((name, i) =>
    name === "objects" && OWNER.test(segments[i - 1] ?? "")
  );
  if (!isStore && !endsWith(segments, "info", "refs")) return "none";
  return reads ? "fetch" : "push";
}

/** What stands before the `objects` of a repository, or of an LFS server as GitLab names it too. */
const OWNER = /\.git$|^(?:gitlab-)?lfs$/;

function endsWith(segments: readonly string[], last2: string, last: string): boolean {
  return segments.at(-2) === last2 && segments.at(-1) === last;
}

function serviceOperation(query: string | undefined): Outcome<GitOperation> {
  if (query === undefined || !/service|%/i.test(query)) return accept("none");
  const values = new Set<string>();
  for (const pair of query.split(/[&;]/)) {
    const equals = pair.indexOf("=");
    if (equals === -1) continue;
    const key = decodePercentFully(pair.slice(0, equals));
    if (key === undefined) return tooDeep("query");
    if (key.trim().toLowerCase() !== "service") continue;
    const value = decodePercentFully(pair.slice(equals + 1).replaceAll("+", " "));
    if (value === undefined) return tooDeep("service parameter");
    values.add((value.split("\0")[0] ?? "").trim().toLowerCase());
  }
  const operations = [...values].map((value) => SERVICES.get(value) ?? "none");
  const operation = operations.reduce(worseOperation, "none");
  if (values.size > 1 && operation !== "none") {
    return refuse(
      400,
      "ambiguous-target",
      "the query has several service parameters that differ, one of them git's; send one",
    );
  }
  return accept(operation);
}

function tooDeep(what: string): Outcome<never> {
  return refuse(
    400,
    "ambiguous-target",
    `the ${what} is percent-encoded too many times; encode it once`,
  );
}
