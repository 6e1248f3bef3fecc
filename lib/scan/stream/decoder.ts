import { Buffer } from "node:buffer";
import { gzipHead } from "./gzip_head.ts";
import { type Format, type Inflater, inflater, type Output } from "./inflater.ts";
import { zstdDecoder } from "./zstd_decoder.ts";

/** What a decoder makes of its bytes so far: more may follow; data ended before the last byte; no such data. */
export type Decoding = "open" | "ended" | "broken";

/** Undoes one compression, piece by piece. */
export interface Decoder {
  /** Done when the output of these bytes was taken. */
  push(bytes: Uint8Array, output: Output): Promise<Decoding>;
  /** Whether the data ended with the last byte. */
  end(output: Output): Promise<boolean>;
  /** Bytes, from the first on, of which all that they hold has come out. */
  settled(): number;
  close(): void;
}

/**
 * What can be undone: the platform's formats, and the deflate data of zlib and gzip alone, for what nobody
 * declared: a receiver may not look at checksums either.
 */
export type Compression = Format | "gzip data" | "zlib data";

export function decoder(compression: Compression): Decoder {
  switch (compression) {
    case "zstd":
      return zstdDecoder();
    case "gzip data":
      return behindHead(gzipHead());
    case "zlib data":
      return behindHead(fixedHead(2));
    default:
      return whole(inflater(compression), compression === "br" ? finishBrotli : finishDeflate);
  }
}

type Finish = (inflater: Inflater, pushed: number, output: Output) => Promise<boolean>;

function whole(inflater: Inflater, finish: Finish): Decoder {
  let pushed = 0;
  return {
    async push(bytes, output) {
      pushed += bytes.length;
      if (!await inflater.write(bytes, output)) return "broken";
      return inflater.consumed() < pushed ? "ended" : "open";
    },
    end: (output) => finish(inflater, pushed, output),
    settled: () => pushed,
    close: inflater.close,
  };
}

const finishDeflate: Finish = (inflater, _pushed, output) => inflater.finish(output);

/** Brotli that is cut short ends without an error. Only a decoder that has seen the end leaves a further byte unread. */
const finishBrotli: Finish = async (inflater, pushed, output) =>
  await inflater.write(Buffer.alloc(1), output) && inflater.consumed() === pushed;

/** Tells where a head ends: how many of the bytes still belong to it. */
export type Head = (bytes: Uint8Array) => number;

function fixedHead(length: number): Head {
  let left = length;
  return (bytes) => {
    const taken = Math.min(left, bytes.length);
    left -= taken;
    return taken;
  };
}

/** Bare deflate data behind a head that is passed over. */
function behindHead(head: Head): Decoder {
  const data = whole(inflater("deflate-raw"), finishDeflate);
  let headBytes = 0;
  return {
    async push(bytes, output) {
      const taken = head(bytes);
      headBytes += taken;
      return taken < bytes.length ? await data.push(bytes.subarray(taken), output) : "open";
    },
    end: data.end,
    settled: () => headBytes + data.settled(),
    close: data.close,
  };
}
