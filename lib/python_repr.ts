/**
 * A text as Python's `repr` writes a `str`, for the lines and bodies that other programs read: single
 * quotes, unless it contains one and no double quote; controls and invisible characters escaped.
 */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`)
    .replaceAll("\n", "\\n").replaceAll("\r", "\\r").replaceAll("\t", "\\t")
    .replace(/[\p{C}\p{Zl}\p{Zp}\p{Zs}]/gu, (char) => char === " " ? char : escapeChar(char));
  return `${quote}${escaped}${quote}`;
}

function escapeChar(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16);
  if (hex.length <= 2) return `\\x${hex.padStart(2, "0")}`;
  return hex.length <= 4 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}
