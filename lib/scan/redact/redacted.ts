/** What stands in place of a value. An asterisk needs no escape in a path, query, form, header or JSON string. */
export const REDACTED = "********";
