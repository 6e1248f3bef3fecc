import { limits } from "../../limits.ts";
import { type Compression, decoder, type Decoding } from "./decoder.ts";
import { Halt } from "./halt.ts";
import { marks } from "./marks.ts";
import type { Stage } from "./stage.ts";
import type { Work } from "./work.ts";

/** Compressed data as it is undone and read on. */
export interface Undone {
  /** Once it is not `open` any more nothing more may be pushed. Of data that ended all was judged. */
  push(bytes: Uint8Array): Promise<Decoding>;
  /** Whether the data ended with the last byte. */
  end(): Promise<boolean>;
  /** Has what came out of broken data judged to its last byte. */
  judgeRest(): Promise<void>;
  cleared(): number;
  /** How much has come out. */
  output(): number;
}

/**
 * Undoes compressed data for a reader. What expands further than texts do is a `Halt`: of a stream there
 * is no most, only a ratio.
 *
 * @param name of the compression, as a refusal says it
 */
export function undone(compression: Compression, name: string, reader: Stage, work: Work): Undone {
  const decoding = decoder(compression);
  const noted = marks();
  let input = 0;
  let output = 0;
  work.closers.add(decoding.close);

  async function take(bytes: Uint8Array): Promise<void> {
    output += bytes.length;
    const most = Math.max(limits.bodyInflateFreeBytes, input * limits.bodyInflateRatio);
    if (output > most) {
      throw new Halt(
        `${name} data in the body expands beyond ${limits.bodyInflateRatio} times its size`,
      );
    }
    await reader.push(bytes);
  }

  function close(): void {
    decoding.close();
    work.closers.delete(decoding.close);
  }

  return {
    async push(bytes) {
      input += bytes.length;
      const state = await decoding.push(bytes, take);
      noted.add(decoding.settled(), output);
      if (state !== "open") close();
      if (state === "ended") await reader.end();
      return state;
    },
    async end() {
      const isWhole = await decoding.end(take);
      close();
      await reader.end();
      return isWhole;
    },
    judgeRest: () => reader.end(),
    cleared: () => noted.cleared(reader.cleared()),
    output: () => output,
  };
}
