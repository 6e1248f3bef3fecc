import { Buffer } from "node:buffer";
import { atOnce } from "../scan/body/at_once.ts";
import { redactText } from "../scan/redact/redact_text.ts";
import { REDACTED } from "../scan/redact/redacted.ts";
import { soughtValue } from "../scan/redact/sought_value.ts";
import { fullWork } from "../scan/redact/work.ts";

/**
 * A line for the operator without the value that the question is about, in whatever writing it stands
 * there. Where its letters and digits are still found in order (cut by dots into labels of a host, or
 * in another case), the whole line is hidden.
 */
export function hideValue(text: string, value: string): string {
  if (value === "") return text;
  const plain = text.replaceAll(value, REDACTED);
  // All writings at once are a large pattern, and most lines have none but the plain one.
  const hidden = mayHold(plain, value) ? withoutWritings(plain, value) : plain;
  const letters = lettersOf(value);
  const tellsMore = letters.length >= LEAST_LETTERS &&
    lettersOf(unescaped(hidden)).includes(letters);
  return tellsMore ? REDACTED : hidden;
}

/** Texts are latin1 there: characters beyond ASCII stand as their UTF-8 bytes. */
function withoutWritings(text: string, value: string): string {
  const bytes = Buffer.from(text, "utf8");
  const sought = soughtValue(Buffer.from(value, "utf8").toString("latin1"));
  const source = { bytes, text: bytes.toString("latin1") };
  const redacted = atOnce(redactText(source, sought, fullWork()));
  return Buffer.from(redacted.text, "latin1").toString("utf8");
}

/** Whether a text has an escape of a path, of JSON or of HTML, or a run of base64 or hex that is long enough. */
function mayHold(text: string, value: string): boolean {
  if (/[%\\&]/.test(text)) return true;
  const runs = text.match(/[A-Za-z0-9+/_=-]+/g) ?? [];
  return runs.some((run) => run.length >= value.length * BASE64_GROWTH);
}

const BASE64_GROWTH = 4 / 3;

/** With fewer letters than this, ordinary words would hide a line. */
const LEAST_LETTERS = 6;

function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z0-9]+/g, "").toLowerCase();
}

/** Percent signs undone byte by byte, so that no broken one is in the way. */
function unescaped(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
}
