/** The least that is shown of an id, as of a commit. */
const SHORTEST = 8;

/** A function that shortens ids to beginnings of one length with which none stands for two of them. */
export function shortIds(ids: readonly string[]): (id: string) => string {
  const longest = Math.max(SHORTEST, ...ids.map((id) => id.length));
  for (let length = SHORTEST; length < longest; length++) {
    if (new Set(ids.map((id) => id.slice(0, length))).size === new Set(ids).size) {
      return (id) => id.slice(0, length);
    }
  }
  return (id) => id;
}
