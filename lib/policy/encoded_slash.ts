import { gitOperation, isLfsBatch } from "./git.ts";
import { accept, refuse } from "./outcome.ts";
import { decodePercentFully } from "./percent.ts";
import type { Outcome } from "./refusal.ts";
import type { Route } from "./route.ts";
import type { Target } from "./target.ts";

/** Whether some reading of the path has a slash that the raw one has not. */
export function hasEncodedSlash(path: string): boolean {
  return path.includes("%") && /%(?:25)*2f/i.test(path);
}

/**
 * Refuses `%2f` where a rule of git decides otherwise for the decoded path: a server that decodes
 * before it routes would read `/a%2fgit-receive-pack` as a push.
 */
export function checkGitSlash(method: string, target: Target): Outcome<undefined> {
  if (!hasEncodedSlash(target.path)) return accept(undefined);
  const decodedPath = decodePercentFully(target.path);
  if (decodedPath === undefined) {
    return ambiguous("is percent-encoded too many times; encode it once");
  }
  const raw = gitOperation(method, target.path, target.query);
  const decoded = gitOperation(method, decodedPath, target.query);
  const agrees = raw.ok && decoded.ok && raw.value === decoded.value &&
    isLfsBatch(method, target.path) === isLfsBatch(method, decodedPath);
  return agrees ? accept(undefined) : ambiguous(
    'has an encoded slash (%2f) that makes it a git request for some servers; write "/"',
  );
}

/**
 * Refuses `%2f` where the route has path rules, as it separates segments for some servers and not
 * for others. Elsewhere it travels on raw: npm asks for `/@types%2fnode`.
 */
export function checkPathRuleSlash(route: Route, target: Target): Outcome<undefined> {
  const hasPathRules = route.matches?.some((match) => match.paths.length > 0) ?? false;
  if (!hasPathRules || !hasEncodedSlash(target.path)) return accept(undefined);
  return ambiguous(
    `has an encoded slash (%2f), which the path rules of the route for ${route.host} cannot judge; ` +
      'write "/", or use a route whose matches have no paths',
  );
}

function ambiguous(words: string): Outcome<never> {
  return refuse(400, "ambiguous-target", `the path ${words}`);
}
