import type { Fields } from "../wire/field.ts";
import { fieldValue } from "../wire/fields.ts";

/** A body as the log shows it. A compressed one is not shown: redaction could not read it. */
export function bodyText(fields: Fields, bytes: Uint8Array): string {
  const coding = fieldValue(fields, "content-encoding");
  if (coding !== undefined && coding.toLowerCase() !== "identity") return "<compressed>";
  return new TextDecoder().decode(bytes);
}
