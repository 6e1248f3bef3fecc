/**
 * Text in quotes exactly as Python's `repr` writes it: single quotes, double ones where the text has
 * single ones only. Meant for the path of a URL, which is ASCII.
 */
export function pythonRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/[^ -~]|['\\]/g, (character) => {
    switch (character) {
      case "'":
        return quote === "'" ? "\\'" : "'";
      case "\\":
        return "\\\\";
      case "\n":
        return "\\n";
      case "\r":
        return "\\r";
      case "\t":
        return "\\t";
      default:
        return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
    }
  });
  return `${quote}${escaped}${quote}`;
}
