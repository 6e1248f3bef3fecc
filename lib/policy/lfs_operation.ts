/** Which way an LFS batch transfers; `unknown` is to be treated as a push. */
export type LfsOperation = "push" | "fetch" | "unknown";

/**
 * Reads `operation` of an LFS batch's JSON body (git-lfs, docs/api/batch.md). Servers differ on
 * which of several equal keys counts, and some compare keys without regard to case, so every key
 * that anybody could read as `operation` must say the same; anything else, and a body that is not
 * one JSON object, is `unknown`.
 */
export function lfsOperation(body: string): LfsOperation {
  const values = new Set(topLevelValues(body, "operation"));
  const [value] = values;
  if (values.size !== 1) return "unknown";
  if (value === '"upload"') return "push";
  return value === '"download"' ? "fetch" : "unknown";
}

/** Strings, and the signs that JSON text is built of; numbers and words are passed over. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/**
 * The values, as JSON writes them again, of all keys of a JSON object that are `lowerKey` in any
 * case. A value that is no string shows as the sign it begins with, or as what follows it.
 */
function topLevelValues(body: string, lowerKey: string): string[] {
  if (!isJsonObject(body)) return [];
  const tokens = body.match(TOKEN) ?? [];
  const values: string[] = [];
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    if (token === "{" || token === "[") depth++;
    else if (token === "}" || token === "]") depth--;
    else if (
      depth === 1 && tokens[i + 1] === ":" && readString(token)?.toLowerCase() === lowerKey
    ) {
      const value = tokens[i + 2] ?? "";
      values.push(JSON.stringify(readString(value)) ?? value);
    }
  }
  return values;
}

/** Validated first, so that the tokens below cannot be misread. */
function isJsonObject(body: string): boolean {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

function readString(token: string): string | undefined {
  return token.startsWith('"') ? String(JSON.parse(token)) : undefined;
}
