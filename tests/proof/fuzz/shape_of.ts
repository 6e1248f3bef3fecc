const MOST_CHARS = 240;

/**
 * What kind of input it was, so that a report can tell it without telling what stood in it: letters and
 * digits as their class and number, signs as they are. `GET /a1 HTTP/1.1` is `A3 /a0 A4/0.0`.
 */
export function shapeOf(input: Uint8Array | string): string {
  const text = typeof input === "string" ? input : String.fromCharCode(...input.subarray(0, 4096));
  const classes = Array.from(text.slice(0, 4096), classOf);
  let shape = "";
  for (let at = 0; at < classes.length && shape.length < MOST_CHARS;) {
    const kind = classes[at] ?? "";
    let end = at + 1;
    while (classes[end] === kind) end++;
    shape += end - at === 1 ? kind : `${kind}{${end - at}}`;
    at = end;
  }
  return `${shape.slice(0, MOST_CHARS)} (${input.length} long)`;
}

function classOf(char: string): string {
  if (/[a-z]/.test(char)) return "a";
  if (/[A-Z]/.test(char)) return "A";
  if (/[0-9]/.test(char)) return "0";
  const code = char.charCodeAt(0);
  if (code > 0xff) return "U";
  if (code >= 0x80) return "H";
  return code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, "0")}` : char;
}
