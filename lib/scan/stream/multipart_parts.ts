import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import { joined } from "../body/joined.ts";
import { latin1 } from "../body/latin1.ts";
import { Halt } from "./halt.ts";
import { partHead } from "./part_head.ts";
import { rewritten } from "./rewritten.ts";
import type { Stage } from "./stage.ts";
import { transferCoding } from "./transfer_coding.ts";

/** What a part's head tells of it. */
export interface Part {
  readonly number: number;
  readonly contentType: string | undefined;
  readonly coding: string;
  /** Whether its bytes are the body's own. */
  readonly verbatim: boolean;
}

/** A part that is being read: its bytes begin at `start` of the body. */
interface OpenPart {
  readonly start: number;
  readonly reader: Stage;
  readonly ends: Ends;
  /** Whether the line end before its first byte is behind. */
  isBegun: boolean;
}

/**
 * Reads a multipart body (RFC 2046 section 5.1) as it streams: each part goes to a reader of its own, its
 * transfer coding undone. Line ends may be bare, and the last boundary may be missing. Too many parts, and
 * heads that do not end, are refused.
 *
 * @param judgeJoined is given the names and the values of all parts at the end, each joined, of long ones
 * the ends: a token that is cut over several parts shows there
 */
export function multipartParts(
  boundary: string,
  readerFor: (part: Part) => Stage,
  judgeJoined: (text: string) => Promise<void>,
): Stage {
  const delimiter = `--${boundary}`;
  let state: "before" | "delimiter" | "head" | "part" | "after" = "before";
  /** Bytes that are not settled yet; they begin at `at` of the body. A line end stands before the body. */
  let rest = "\n";
  let at = -1;
  const names: string[] = [];
  const values: string[] = [];
  let parts = 0;
  let part: OpenPart | undefined;

  function drop(length: number): void {
    rest = rest.slice(length);
    at += length;
  }

  async function give(text: string): Promise<void> {
    if (part === undefined || text === "") return;
    const content = part.isBegun ? text : text.slice(1);
    part.isBegun = true;
    if (content !== "") await part.reader.push(Buffer.from(content, "latin1"));
  }

  async function endPart(): Promise<void> {
    if (part === undefined) return;
    await part.reader.end();
    values.push(part.ends.text());
    part = undefined;
  }

  /** Everything up to the next boundary belongs to the part. */
  async function readContent(isEnd: boolean): Promise<boolean> {
    const found = delimiterAt(rest, delimiter);
    if (found < 0) {
      const sure = isEnd ? rest.length : Math.max(0, rest.length - delimiter.length - 2);
      await give(state === "part" ? rest.slice(0, sure) : "");
      drop(sure);
      return false;
    }
    // The line end before a boundary belongs to the boundary.
    const before = rest.slice(0, found);
    await give(state === "part" ? before.replace(/\r?\n$/, "") : "");
    await endPart();
    drop(found + delimiter.length);
    state = "delimiter";
    return true;
  }

  /** Two dashes behind a boundary end the parts, otherwise its line ends here. */
  function readDelimiter(isEnd: boolean): boolean {
    if (rest.length < 2 && !isEnd) return false;
    if (rest.startsWith("--")) {
      state = "after";
      return true;
    }
    const lineEnd = rest.indexOf("\n");
    if (lineEnd < 0) {
      if (rest.length > limits.partHeadBytes) throw new Halt("head of a body part does not end");
      return false;
    }
    // The line end may be the one before a boundary or an empty head, so it stays.
    drop(lineEnd);
    state = "head";
    return true;
  }

  function readHead(isEnd: boolean): boolean {
    const end = delimiterAt(rest, delimiter);
    const most = 1 + limits.partHeadBytes;
    const head = partHead(rest.slice(1, end < 0 ? most : Math.min(end, most)));
    if (head === undefined && end < 0 && !isEnd) {
      if (rest.length > limits.partHeadBytes) throw new Halt("head of a body part does not end");
      return false;
    }
    if (++parts > limits.multipartParts) {
      throw new Halt(`more than ${limits.multipartParts} parts in a body`);
    }
    const { coding, contentType, length } = head ?? NO_HEAD;
    names.push(...(head?.names ?? []).map((name) => joined([name])));
    const rewriter = transferCoding(coding);
    const kept = ends();
    const reader = kept.before(readerFor({
      number: parts,
      contentType,
      coding,
      verbatim: rewriter === undefined,
    }));
    // The last line end of the head stays before the content, for a boundary that follows at once.
    drop(length);
    part = {
      start: at + 1,
      reader: rewriter === undefined ? reader : rewritten(rewriter, reader),
      ends: kept,
      isBegun: false,
    };
    state = "part";
    return true;
  }

  async function read(isEnd: boolean): Promise<void> {
    let goesOn = true;
    while (goesOn) {
      switch (state) {
        case "before":
        case "part":
          goesOn = await readContent(isEnd);
          break;
        case "delimiter":
          goesOn = readDelimiter(isEnd);
          break;
        case "head":
          goesOn = readHead(isEnd);
          break;
        case "after":
          drop(rest.length);
          goesOn = false;
      }
    }
  }

  return {
    async push(bytes) {
      rest += latin1(bytes);
      await read(false);
    },
    async end() {
      await read(true);
      await endPart();
      if (parts > 1) await judgeJoined(`${names.join("")}\n${values.join("")}`);
    },
    cleared() {
      return part === undefined ? Infinity : part.start + part.reader.cleared();
    },
  };
}

const NO_HEAD = { coding: "", contentType: undefined, length: 0 };

/** Where a delimiter begins that begins a line, -1 if none does. */
function delimiterAt(text: string, delimiter: string): number {
  const found = text.indexOf(`\n${delimiter}`);
  return found < 0 ? -1 : found + 1;
}

/** A part's value as `joined` would give it, of which only the ends are kept. */
interface Ends {
  /** The reader, with everything it is pushed noted. */
  before(reader: Stage): Stage;
  text(): string;
}

function ends(): Ends {
  let first = "";
  let last = "";
  let length = 0;

  function add(bytes: Uint8Array): void {
    length += bytes.length;
    first += latin1(bytes.subarray(0, limits.joinWholeBytes - first.length));
    last = (last + latin1(bytes.subarray(-limits.joinEdgeBytes))).slice(-limits.joinEdgeBytes);
  }

  return {
    before: (reader) => ({
      ...reader,
      push(bytes) {
        add(bytes);
        return reader.push(bytes);
      },
    }),
    text() {
      if (length <= limits.joinWholeBytes) return first;
      return `${first.slice(0, limits.joinEdgeBytes)}\n${last}`;
    },
  };
}
