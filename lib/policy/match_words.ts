import type { MatchSpec } from "./route.ts";

/**
 * One entry of `matches` in words, whose parts must all fit: `GET, POST, path prefix /v1/`. One line;
 * a rule is the operator's text, and a line end in it must not look like another rule.
 */
export function matchWords({ methods = [], paths = [], headers = [] }: MatchSpec): string {
  const pathWords = paths.map(({ type = "prefix", value }) => `${type} ${value}`);
  const headerWords = headers.map(({ name, type = "exact", value }) => `${name} ${type} ${value}`);
  return [
    methods.length === 0 ? "any method" : methods.map((method) => method.toUpperCase()).join(", "),
    pathWords.length === 0 ? "any path" : `path ${pathWords.join(" or ")}`,
    ...(headerWords.length === 0 ? [] : [`with header ${headerWords.join(" and ")}`]),
  ].join(", ").replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}
