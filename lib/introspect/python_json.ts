/**
 * JSON exactly as Python's `json.dumps(value, indent=2)` writes it, which the readers of
 * `/allowlist` were built against: two spaces, `[]` and `{}` for what is empty, and every character
 * beyond printable ASCII as `\uXXXX` (a pair of them beyond U+FFFF). Numbers must be integers.
 */
export function pythonJson(value: unknown): string {
  // JSON.stringify differs in nothing but these: it leaves DEL and all beyond ASCII as they are.
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
