import type { Rule } from "../../rule.ts";
import { entropy } from "../../check/entropy.ts";
import { isPlaceholder } from "../../check/is_placeholder.ts";
import { isWordy } from "../../check/is_wordy.ts";
import { afterEscape } from "./after_escape.ts";
import { dummy } from "./dummy.ts";

/**
 * A row for a credential without a shape of its own, known by its vendor's name on the same line:
 * `DATADOG_API_KEY=<32 hex digits>`. Between name and value stands an assignment or a word such as
 * "key", and no word such as "commit" or "sha256".
 *
 * @param row.names literals in lower case, compared without case; each is a keyword
 * @param row.value source of the value's pattern, bounded and without groups
 * @param row.example the value in the notation of `dummy`
 */
export function vendor(row: {
  readonly id: string;
  readonly kind: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly example: string;
}): Rule {
  const names = row.names.map((name) => name.replace(/[.+]/g, "\\$&")).join("|");
  const name = row.names[0] ?? "";
  return {
    id: row.id,
    kind: row.kind,
    keywords: row.names,
    pattern: afterEscape(
      new RegExp(
        `(?:${names})[^\\r\\n]{0,${GAP}}?(?:[=:>|][ \\t]{0,4}\\r?\\n[ \\t]{0,32})?(?<![\\w+/.%-])(?=[\\w.:+/-]{8})(?<value>${row.value})(?![\\w+/-])`,
        "gi",
      ),
    ),
    check: isAssigned,
    before: 32,
    after: 512,
    shape: "contextual",
    examples: {
      match: [
        `${name}_api_key = "${dummy(row.example)}"`,
        `${name.toUpperCase()}_TOKEN=${dummy(row.example)}`,
        `"${name}Secret": "${dummy(row.example)}"`,
      ],
      miss: [`${name}_api_key = "your_${name}_key"`, `${name} of ${dummy("<h7>")}`],
    },
  };
}

/** Characters between name and value: `_STAGING_API_ACCESS_TOKEN` and an assignment fit. */
const GAP = 48;

function isAssigned(value: string, match: RegExpMatchArray): boolean {
  const gap = match[0].slice(0, match[0].length - value.length);
  if (CONTENT.test(gap) || isInsideWord(match)) return false;
  if (!CREDENTIAL.test(gap) && !/[=:>(,|]\s{0,40}["'`\\]{0,4}$/.test(gap)) return false;
  return entropy(value) >= 2.5 && /\d/.test(value) && !isPlaceholder(value) && !isWordy(value);
}

/** `meraki` in `CameraKit`: the name begins with a small letter after a small letter. */
function isInsideWord(match: RegExpMatchArray): boolean {
  const before = (match.input ?? "").slice(Math.max(0, (match.index ?? 0) - 1), match.index);
  return /[a-z]/.test(before) && /^[a-z]/.test(match[0]);
}

const CREDENTIAL = /key|token|secret|pass|auth|cred|pwd|private|bearer|sid/i;
/** What names content and places rather than a credential. */
const CONTENT =
  /sha\d|sha-|md5|commit|digest|checksum|integrity|hash|revision|etag|\/\/|nonce|public/i;
