// @ts-check
/** @import { MatchSpec, RouteSpec } from "../../policy/route.ts" */

/**
 * An entry of a route's `matches` in a line, as `POST /v1/ …, with anthropic-version`.
 *
 * @param {MatchSpec} match
 */
export function matchWords({ methods = [], paths = [], headers = [] }) {
  const which = methods.length === 0 ? "any method" : methods.join(" ").toUpperCase();
  const where = paths.map(({ type = "prefix", value }) =>
    type === "prefix" ? `${value} …` : type === "regex" ? `~ ${value}` : value
  );
  const fields = headers.map(({ name, value }) => `${name}: ${value}`);
  return [
    `${which} ${where.length === 0 ? "any path" : where.join(" or ")}`,
    ...(fields.length === 0 ? [] : [`with ${fields.join(" and ")}`]),
  ].join(", ");
}

/**
 * What a route says beside its host and matches, each in a few words. Names of variables, never values.
 *
 * @param {RouteSpec} spec
 */
export function routeWords(spec) {
  const { auth_scheme, auth_header, token_env, token_file, ports, git, dlp } = spec;
  const source = token_env ?? token_file;
  const words = [];
  if (source !== undefined) words.push(`${auth_scheme ?? auth_header ?? "token"} of ${source}`);
  if (ports !== undefined) words.push(`ports ${ports.join(", ")}`);
  if (git?.fetch) words.push("git fetch");
  if (spec.allow_private_addresses) words.push("private addresses");
  if (dlp?.outbound_detectors === false) words.push("no scan on the way out");
  else if (dlp?.outbound_detectors) words.push(`scan: ${dlp.outbound_detectors.join(", ")}`);
  if (dlp?.inbound_detectors === false) words.push("no scan of answers");
  if (dlp?.outbound_on_match) words.push(`on a finding: ${dlp.outbound_on_match}`);
  return words;
}
