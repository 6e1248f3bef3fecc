// @ts-check
/**
 * What the URL's fragment says, which no server is told: `#token=…` opens the console, `#question=<id>`
 * and `#request=<id>` lead to one. Several are joined by `&`.
 *
 * @param {string} hash with its `#`, or empty
 * @returns {{ token: string | undefined, question: string | undefined, request: number | undefined,
 *   rest: string }} `rest` is the fragment without the token, which must stand in no history
 */
export function readFragment(hash) {
  const parts = hash.replace(/^#/, "").split("&").filter((part) => part !== "");
  /** @param {string} name */
  const value = (name) => {
    const part = parts.findLast((one) => one.startsWith(`${name}=`));
    const text = part === undefined ? "" : decoded(part.slice(name.length + 1));
    return text === "" ? undefined : text;
  };
  const rest = parts.filter((part) => !part.startsWith("token=")).join("&");
  const request = value("request");
  return {
    token: value("token"),
    question: value("question"),
    request: request !== undefined && /^[0-9]{1,15}$/.test(request) ? Number(request) : undefined,
    rest: rest === "" ? "" : `#${rest}`,
  };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
