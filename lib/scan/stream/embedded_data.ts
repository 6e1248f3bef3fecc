import { limits } from "../../limits.ts";
import { latin1 } from "../body/latin1.ts";
import type { Compression } from "./decoder.ts";
import { Halt } from "./halt.ts";
import type { Stage } from "./stage.ts";
import { type Undone, undone } from "./undone.ts";
import type { Work } from "./work.ts";

interface Found {
  readonly start: number;
  readonly data: Undone;
}

/**
 * Finds compressed data that nobody declared, by its first bytes: gzip and zstd wherever they stand (a gRPC
 * message has them after five bytes), zlib at the start. Each is undone beside the others until it
 * breaks or ends, so that nothing has to be read twice; what does not decode is no compressed data.
 *
 * @param reader makes what reads the text of one; undefined where nothing more may be nested, so that data
 * which does decode is refused
 */
export function embeddedData(reader: ((name: string) => Stage) | undefined, work: Work): Stage {
  let open: readonly Found[] = [];
  let tried = 0;
  let pushed = 0;
  /** The last bytes: fewer than a sign has, so that each is seen once. */
  let rest = new Uint8Array(0);

  async function begin(name: string, compression: Compression, start: number, bytes: Uint8Array) {
    // Chance gives a start every 16 MiB, and one that decodes for long hardly ever.
    const most = limits.streamStartsFree + start / limits.streamBytesPerStart;
    if (++tried > most || open.length >= limits.streamStartsOpen) {
      throw new Halt("too many starts of compressed data in the body");
    }
    const data = undone(compression, name, reader?.(name) ?? ALL_PASS, work);
    const found = { start, data };
    if (await advance(found, bytes)) open = [...open, found];
  }

  /** Whether it is still open. */
  async function advance({ data }: Found, bytes: Uint8Array): Promise<boolean> {
    const state = await data.push(bytes);
    if (reader === undefined) {
      const decodes = state === "ended" ? data.output() > 0 : data.output() >= NESTED_BYTES;
      if (decodes) throw new Halt(TOO_DEEP);
    }
    // A receiver may have read as far as this; what breaks sooner is chance.
    if (state === "broken" && data.output() >= CHANCE_BYTES) await data.judgeRest();
    return state === "open";
  }

  return {
    async push(bytes) {
      const still: Found[] = [];
      for (const found of open) if (await advance(found, bytes)) still.push(found);
      open = still;
      const joined = new Uint8Array(rest.length + bytes.length);
      joined.set(rest);
      joined.set(bytes, rest.length);
      const base = pushed - rest.length;
      const isBodyStart = base === 0 && rest.length < 2;
      for (const { name, compression, at } of starts(latin1(joined), isBodyStart)) {
        await begin(name, compression, base + at, joined.subarray(at));
      }
      pushed += bytes.length;
      rest = joined.slice(Math.max(0, joined.length - SIGN_BYTES + 1));
    },
    async end() {
      for (const { data } of open) {
        const isWhole = await data.end();
        if (reader === undefined && isWhole && data.output() > 0) {
          throw new Halt(TOO_DEEP);
        }
      }
      open = [];
    },
    cleared: () => Math.min(...open.map(({ start, data }) => start + data.cleared())),
  };
}

const TOO_DEEP = "compressed data in the body is nested too deep";
/** Random bytes that look like a start seldom decode to more. */
const CHANCE_BYTES = 64;
/** And hardly ever to more than this. */
const NESTED_BYTES = 1024;

const ALL_PASS: Stage = {
  push: () => Promise.resolve(),
  end: () => Promise.resolve(),
  cleared: () => Infinity,
};

interface Start {
  readonly name: string;
  readonly compression: Compression;
  readonly at: number;
}

const GZIP = "\x1f\x8b\x08";
/** `28 B5 2F FD` without its first byte, which is an opening bracket and common in text. */
const ZSTD_TAIL = "\xb5\x2f\xfd";
const ZLIB = ["\x78\x01", "\x78\x5e", "\x78\x9c", "\x78\xda"];
const SIGN_BYTES = 4;

/** The starts whose sign stands in the text, in order of kind. */
function* starts(text: string, isBodyStart: boolean): Generator<Start> {
  if (isBodyStart && ZLIB.includes(text.slice(0, 2))) {
    yield { name: "zlib", compression: "zlib data", at: 0 };
  }
  for (let at = text.indexOf(GZIP); at >= 0; at = text.indexOf(GZIP, at + 1)) {
    // Three flag bits are reserved and zero (RFC 1952 section 2.3.1.2): half of chance goes here.
    if (at + SIGN_BYTES <= text.length && (text.charCodeAt(at + 3) & 0xe0) === 0) {
      yield { name: "gzip", compression: "gzip data", at };
    }
  }
  for (let at = text.indexOf(ZSTD_TAIL); at >= 0; at = text.indexOf(ZSTD_TAIL, at + 1)) {
    if (text[at - 1] === "\x28") yield { name: "zstd", compression: "zstd", at: at - 1 };
  }
}
