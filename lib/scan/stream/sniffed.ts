import type { Stage } from "./stage.ts";

/** Keeps the first bytes until there are `most` of them or no more come; then they tell who reads. */
export function sniffed(most: number, readerFor: (head: Uint8Array) => Stage): Stage {
  let head = new Uint8Array(0);
  let reader: Stage | undefined;

  async function decide(): Promise<Stage> {
    reader = readerFor(head);
    if (head.length > 0) await reader.push(head);
    head = new Uint8Array(0);
    return reader;
  }

  return {
    async push(bytes) {
      if (reader !== undefined) return await reader.push(bytes);
      if (head.length === 0 && bytes.length >= most) {
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
