import { marks } from "./marks.ts";
import type { Stage } from "./stage.ts";

/** Writes bytes in another way, piece by piece; what a border cuts is kept for the next piece. */
export interface Rewriter {
  push(bytes: Uint8Array): Uint8Array;
  end(): Uint8Array;
}

/** The stage that hands on what a rewriter makes of its bytes. */
export function rewritten(rewriter: Rewriter, reader: Stage): Stage {
  const noted = marks();
  let input = 0;
  let output = 0;

  async function hand(bytes: Uint8Array): Promise<void> {
    output += bytes.length;
    if (bytes.length > 0) await reader.push(bytes);
    noted.add(input, output);
  }

  return {
    async push(bytes) {
      input += bytes.length;
      await hand(rewriter.push(bytes));
    },
    async end() {
      await hand(rewriter.end());
      await reader.end();
    },
    cleared: () => noted.cleared(reader.cleared()),
  };
}
