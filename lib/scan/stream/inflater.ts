import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from "node:zlib";
import { limits } from "../../limits.ts";

/** The formats that the platform undoes. `deflate-raw` is RFC 1951, `zlib` RFC 1950. */
export type Format = "gzip" | "zlib" | "deflate-raw" | "br" | "zstd";

/** Takes a piece of output; what follows waits for it. */
export type Output = (bytes: Uint8Array) => Promise<void>;

/** A decoder of the platform, written to piece by piece. */
export interface Inflater {
  /** Done when all output of the bytes was taken. False if they are broken. */
  write(bytes: Uint8Array, output: Output): Promise<boolean>;
  /** Whether the data was whole. Of brotli and zstd the platform does not know. */
  finish(output: Output): Promise<boolean>;
  /** Bytes that were read: fewer than were written if the data ended before them. */
  consumed(): number;
  close(): void;
}

/**
 * Output comes in pieces of 64 KiB (of zstd, of a block) and no faster than it is taken, so a bomb costs what was taken of it.
 * All that can be decoded of the bytes written has come out when `write` is done; of zstd, whose decoder
 * works by blocks, all whole blocks. Of zstd no more may be written at a time than `ZstdWalk` gives at a
 * time: corrupt data behind a full output buffer is thrown by the platform where nobody can catch it.
 */
export function inflater(format: Format): Inflater {
  const stream = create(format);
  let broken = false;
  let isOver = false;
  let wake = (): void => {};
  stream.on("error", () => {
    broken = true;
    wake();
  });
  stream.on("readable", () => wake());
  stream.on("end", () => {
    isOver = true;
    wake();
  });

  async function takeUntil(done: () => boolean, output: Output): Promise<boolean> {
    while (true) {
      for (let bytes = stream.read(); bytes !== null; bytes = stream.read()) {
        await output(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
      }
      if (broken || done()) return !broken;
      await new Promise<void>((resolve) => wake = resolve);
    }
  }

  return {
    write(bytes, output) {
      let written = false;
      stream.write(bytes, () => {
        written = true;
        wake();
      });
      return takeUntil(() => written || isOver, output);
    },
    finish(output) {
      stream.end();
      return takeUntil(() => isOver, output);
    },
    consumed: () => stream.bytesWritten,
    close: () => void stream.destroy(),
  };
}

function create(format: Format) {
  const chunkSize = limits.inflateChunkBytes;
  switch (format) {
    case "gzip":
      return createGunzip({ chunkSize });
    case "zlib":
      return createInflate({ chunkSize });
    case "deflate-raw":
      return createInflateRaw({ chunkSize });
    case "br":
      return createBrotliDecompress({ chunkSize });
    case "zstd":
      // Room for all that is written at a time: what fails behind a full buffer fails outside of the stream.
      return createZstdDecompress({
        chunkSize: limits.zstdBlockBytes + 1,
        params: { [constants.ZSTD_d_windowLogMax]: limits.zstdWindowBits },
      });
    default:
      throw new Error(`Cannot undo ${format satisfies never}`);
  }
}
