import type { Stage } from "./stage.ts";
import type { Work } from "./work.ts";

/**
 * Keeps the first bytes until there are `most` of them, no more come or time is up; then they tell who
 * reads.
 */
export function sniffed(
  most: number,
  readerFor: (head: Uint8Array) => Stage,
  { hesitating }: Pick<Work, "hesitating">,
): Stage {
  let head = new Uint8Array(0);
  let reader: Stage | undefined;

  async function decide(): Promise<Stage> {
    hesitating.delete(late);
    const first = head;
    head = new Uint8Array(0);
    reader = readerFor(first);
    if (first.length > 0) await reader.push(first);
    return reader;
  }

  async function late(): Promise<void> {
    if (head.length > 0) await decide();
  }

  hesitating.add(late);

  return {
    async push(bytes) {
      if (reader !== undefined) return await reader.push(bytes);
      if (head.length === 0 && bytes.length >= most) {
        hesitating.delete(late);
        reader = readerFor(bytes);
        return await reader.push(bytes);
      }
      const joined = new Uint8Array(head.length + bytes.length);
      joined.set(head);
      joined.set(bytes, head.length);
      head = joined;
      if (head.length >= most) await decide();
    },
    async end() {
      await (reader ?? await decide()).end();
    },
    cleared: () => reader?.cleared() ?? 0,
  };
}
