/**
 * What in a pattern's source could make it slow on a hostile text: a quantifier without an upper bound,
 * or one of variable length inside a group that is itself repeated. Undefined if there is none.
 */
export function unsafeQuantifier(source: string): string | undefined {
  /** For each open group: whether something of variable length stands in it. */
  const groups: boolean[] = [];
  /** Whether the item just read holds something of variable length. */
  let variable = false;
  for (let at = 0; at < source.length; at++) {
    const char = source.charAt(at);
    if (char === "\\") {
      at++;
      variable = false;
    } else if (char === "[") {
      while (source.charAt(at) !== "]") at += source.charAt(at) === "\\" ? 2 : 1;
      variable = false;
    } else if (char === "(") {
      groups.push(false);
      at += /^\((?:\?(?::|<?[=!]|<\w+>))?/.exec(source.slice(at))?.[0].length ?? 1;
      at--;
    } else if (char === ")") {
      variable = groups.pop() ?? false;
      if (variable && groups.length > 0) groups[groups.length - 1] = true;
    } else if (char === "*" || char === "+") {
      return source.slice(Math.max(0, at - 20), at + 1);
    } else if (char === "{" || char === "?") {
      const quantifier = /^(?:\?|\{(\d+)(?:(,)(\d*))?\})\??/.exec(source.slice(at));
      if (quantifier === null) continue;
      const [text, least, comma, most] = quantifier;
      const upTo = text.startsWith("?") ? 1 : Number(comma === undefined ? least : most);
      if (comma !== undefined && most === "") {
        return source.slice(Math.max(0, at - 20), at + text.length);
      }
      if (variable && upTo > 1) return source.slice(Math.max(0, at - 20), at + text.length);
      variable = text.startsWith("?") || comma !== undefined;
      if (variable && groups.length > 0) groups[groups.length - 1] = true;
      at += text.length - 1;
    } else {
      variable = false;
    }
  }
  return undefined;
}
