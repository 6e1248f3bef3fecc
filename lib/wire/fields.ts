import type { Field, Fields } from "./field.ts";

// Names are compared without regard to case (RFC 9110 section 5.1). Comparing lengths first keeps
// most names from being copied in lower case.
function isNamed(field: Field, lowerName: string): boolean {
  return field[0].length === lowerName.length && field[0].toLowerCase() === lowerName;
}

/** All values of `lowerName` (in lower case), one for each field line, in their order. */
export function fieldValues(fields: Fields, lowerName: string): string[] {
  const values: string[] = [];
  for (const field of fields) {
    if (isNamed(field, lowerName)) values.push(field[1]);
  }
  return values;
}

/** The value of the first field line named `lowerName` (in lower case), `undefined` without one. */
export function fieldValue(fields: Fields, lowerName: string): string | undefined {
  for (const field of fields) {
    if (isNamed(field, lowerName)) return field[1];
  }
  return undefined;
}

/**
 * The members of a comma-separated field over all its lines, in lower case, without empty ones
 * (RFC 9110 section 5.6.1). For fields whose members are tokens: commas in quotes are not understood.
 */
export function listTokens(fields: Fields, lowerName: string): string[] {
  const tokens: string[] = [];
  for (const value of fieldValues(fields, lowerName)) {
    for (const member of value.split(",")) {
      // Not trim(): that would take U+00A0 for white space, HTTP knows SP and HTAB only.
      const token = trimOptionalSpace(member).toLowerCase();
      if (token !== "") tokens.push(token);
    }
  }
  return tokens;
}

/** Whether `lowerToken` (in lower case) is a member of the comma-separated field `lowerName`. */
export function hasListToken(fields: Fields, lowerName: string, lowerToken: string): boolean {
  return listTokens(fields, lowerName).includes(lowerToken);
}

/** The fields without those named in `lowerNames` (in lower case); order and case of the rest stay. */
export function withoutFields(fields: Fields, lowerNames: ReadonlySet<string>): Fields {
  return fields.filter(([name]) => !lowerNames.has(name.toLowerCase()));
}

/** The text without SP and HTAB around it (`OWS`, RFC 9110 section 5.6.3); linear in its length. */
export function trimOptionalSpace(text: string, from = 0, to = text.length): string {
  let start = from;
  let end = to;
  while (start < end && isOptionalSpace(text.charCodeAt(start))) start++;
  while (end > start && isOptionalSpace(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

function isOptionalSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}
