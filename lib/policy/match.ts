import { fieldValues } from "../wire/fields.ts";
import type { Fields } from "../wire/field.ts";
import type { HeaderRule, Match, PathRule, Route } from "./route.ts";

/** Why one entry of `matches` does not fit: the first rule of it that failed. */
export type MatchFailure =
  | { readonly entry: number; readonly part: "path" }
  | { readonly entry: number; readonly part: "method" }
  /** `name` is the lower-case name of the header rule. */
  | { readonly entry: number; readonly part: "header"; readonly name: string };

/**
 * Whether one entry of the route's `matches` fits. Absent `matches` mean the whole host; an empty
 * list has no entry that could fit. The path is judged raw and without query. A header rule wants
 * the header to be there and **every** value of it to fit, since nobody knows which of several an
 * upstream reads. `fields` must already be without those that are dropped (credential.ts).
 */
export function matchesRequest(
  route: Route,
  method: string,
  path: string,
  fields: Fields,
): boolean {
  if (route.matches === undefined) return true;
  return route.matches.some((match, i) =>
    entryFailure(match, i, method, path, fields) === undefined
  );
}

/** The place of the first entry of `matches` that fits; undefined if none does, or there are none. */
export function fittingEntry(
  route: Route,
  method: string,
  path: string,
  fields: Fields,
): number | undefined {
  const place =
    route.matches?.findIndex((match, i) =>
      entryFailure(match, i, method, path, fields) === undefined
    ) ?? -1;
  return place < 0 ? undefined : place;
}

/** For each entry that does not fit, in order, the first rule that failed: path, method, headers. */
export function matchFailures(
  route: Route,
  method: string,
  path: string,
  fields: Fields,
): readonly MatchFailure[] {
  return (route.matches ?? []).flatMap((match, i) =>
    entryFailure(match, i, method, path, fields) ?? []
  );
}

function entryFailure(
  match: Match,
  entry: number,
  method: string,
  path: string,
  fields: Fields,
): MatchFailure | undefined {
  if (match.paths.length > 0 && !match.paths.some((rule) => fitsPath(rule, path))) {
    return { entry, part: "path" };
  }
  if (match.methods.length > 0 && !match.methods.includes(method)) return { entry, part: "method" };
  const failed = match.headers.find((rule) => !fitsHeader(rule, fields));
  return failed === undefined ? undefined : { entry, part: "header", name: failed.name };
}

function fitsPath(rule: PathRule, path: string): boolean {
  switch (rule.type) {
    case "exact":
      return path === rule.value;
    case "prefix":
      return hasPrefix(path, rule.value);
    case "regex":
      return rule.pattern.test(path);
  }
  rule satisfies never;
}

/** As in the Gateway API: element by element, and a slash at the prefix's end says nothing. */
function hasPrefix(path: string, value: string): boolean {
  const prefix = value.endsWith("/") ? value.slice(0, -1) : value;
  if (!path.startsWith(prefix)) return false;
  return path.length === prefix.length || path[prefix.length] === "/";
}

function fitsHeader(rule: HeaderRule, fields: Fields): boolean {
  const values = fieldValues(fields, rule.name);
  return values.length > 0 && values.every((value) => fitsValue(rule, value));
}

function fitsValue(rule: HeaderRule, value: string): boolean {
  switch (rule.type) {
    case "exact":
      return value === rule.value;
    case "regex":
      return rule.pattern.test(value);
  }
  rule satisfies never;
}
