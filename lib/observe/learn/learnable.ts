/**
 * Law: only what the allowlist alone has refused is learned, and of it nothing that the operator would
 * not want to read in a file: no query, no field, no body, nothing that is redacted.
 */
import { limits } from "../../limits.ts";
import { addressKind } from "../../policy/address_kind.ts";
import { hasEncodedSlash } from "../../policy/encoded_slash.ts";
import { fittingEntry } from "../../policy/match.ts";
import type { Trace } from "../trace.ts";
import { ANY_SEGMENT, type PathShape, pathShape, toProposal } from "./path_shape.ts";

/** A denied request, as it may be learned. */
export interface Learnable {
  readonly host: string;
  readonly port: number;
  readonly method: string;
  readonly shape: PathShape;
  /** The host pattern of the route that the host has, whose matches did not fit. */
  readonly route: string | undefined;
}

/**
 * What is learned of a request; undefined for one that the allowlist had no part in, `left-out` for one
 * that it refused and that cannot be proposed.
 */
export function learnable(
  { refusal, verdict, target, isWhole, method, route }: Pick<
    Trace,
    "refusal" | "verdict" | "target" | "isWhole" | "method" | "route"
  >,
  redact: (text: string) => string,
): Learnable | "left-out" | undefined {
  const reason = refusal?.reason;
  if (verdict !== "refused" || target === undefined) return undefined;
  if (reason !== "host-not-allowed" && reason !== "no-match") return undefined;
  const { host, port, path } = target;
  // A path with an encoded slash fits no path rule, and "*" is none.
  if (!isWhole || !path.startsWith("/") || hasEncodedSlash(path)) return "left-out";
  if (isPrivate(host) || redact(host) !== host || redact(method) !== method) return "left-out";
  // Only its fields were missing: the entry that would fit without them is the operator's own.
  if (route !== undefined && fittingEntry(withoutHeaders(route), method, path, []) !== undefined) {
    return "left-out";
  }
  const shape = path.length > limits.learnedPathChars ? undefined : shownShape(path, redact);
  if (shape === undefined || shape.length > limits.learnedSegments + 1) return "left-out";
  if (toProposal(shape).value.length > limits.regexChars) return "left-out";
  return { host, port, method, shape, route: route?.host };
}

/** Addresses and names of this machine and its networks; other names are judged when they are resolved. */
function isPrivate(host: string): boolean {
  const kind = addressKind(host);
  return kind === "invalid" ? /(?:^|\.)localhost$/.test(host) : kind !== "public";
}

/** The shape with a class for each segment that is redacted; undefined if that does not take all out. */
function shownShape(path: string, redact: (text: string) => string): PathShape | undefined {
  if (redact(path) === path) return pathShape(path);
  const hidden = path.split("/").map((segment) => redact(segment) !== segment);
  const rest = path.split("/").filter((_, place) => !hidden[place]).join("/");
  if (redact(rest) !== rest || !hidden.includes(true)) return undefined;
  return pathShape(path).map((segment, place) => hidden[place] ? ANY_SEGMENT : segment);
}

type Route = NonNullable<Trace["route"]>;

function withoutHeaders(route: Route): Route {
  return { ...route, matches: route.matches?.map((match) => ({ ...match, headers: [] })) };
}
