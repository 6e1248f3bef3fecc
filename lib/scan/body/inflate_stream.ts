import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import { concat } from "./concat.ts";
import { zstdWalk } from "../stream/zstd_walk.ts";
import type { Compression, Inflated } from "./inflate.ts";

/**
 * Undoes one compression in steps, giving at most `maxBytes`: input goes in by slices and output comes
 * out by chunks, each only when it is asked for, so that neither data that expands nor data that gives
 * nothing holds others up. Of zstd data the first frame is read. See `inflate` for `partial`.
 */
export function* inflateStream(
  compression: Compression,
  bytes: Uint8Array,
  maxBytes: number,
  partial: boolean,
): Steps<Inflated> {
  const inflater = inflaterOf(compression, maxBytes, partial);
  const state = { ended: false, broken: false };
  let wake = () => {};
  inflater.on("readable", () => wake());
  inflater.on("end", () => {
    state.ended = true;
    wake();
  });
  inflater.on("error", () => {
    state.broken = true;
    wake();
  });
  const outputs: Uint8Array[] = [];
  let length = 0;
  let fed = 0;
  // Corrupt zstd data behind a full output buffer is thrown by the platform where nobody can catch it.
  const walk = compression === "zstd" ? zstdWalk() : undefined;
  try {
    while (!state.ended && !state.broken) {
      const output: Uint8Array | null = inflater.read();
      if (output !== null) {
        outputs.push(output);
        length += output.length;
        if (length > maxBytes) return { kind: "too-large" };
        yield;
        continue;
      }
      // Made first: the stream may have something to tell while it is fed.
      const told = new Promise<void>((resolve) => wake = resolve);
      // What was given and not taken stands behind the end, and so would more.
      const tookAll = inflater.writableLength === 0 && inflater.bytesWritten === fed;
      if (tookAll && !inflater.writableEnded) {
        const most = bytes.subarray(fed, fed + limits.bodyInflateSliceBytes);
        const slice = most.subarray(0, most.length > 0 ? walk?.next(most).length : 0);
        fed += slice.length;
        if (slice.length === 0) inflater.end();
        else inflater.write(slice, () => wake());
      }
      yield told;
    }
    if (state.broken) return { kind: "broken" };
    const consumed = inflater.bytesWritten;
    const complete = consumed === bytes.length;
    return { kind: "bytes", bytes: yield* concat(outputs), consumed, complete };
  } finally {
    inflater.destroy();
  }
}

function inflaterOf(compression: Compression, maxBytes: number, partial: boolean) {
  // One byte beyond the bound is enough to see that it is passed; 64 is the least that is taken.
  const chunkSize = Math.max(64, Math.min(limits.bodyInflateStepBytes, maxBytes + 1));
  const options = { chunkSize, ...(partial ? { finishFlush: constants.Z_SYNC_FLUSH } : {}) };
  switch (compression) {
    case "gzip":
      return createGunzip(options);
    case "zlib":
      return createInflate(options);
    case "deflate-raw":
      return createInflateRaw(options);
    case "br":
      return createBrotliDecompress({ chunkSize });
    case "zstd":
      return createZstdDecompress({ chunkSize: limits.zstdBlockBytes + 1 });
    default:
      throw new Error(`Cannot undo ${compression satisfies never}`);
  }
}
