import { Buffer } from "node:buffer";
import { atOnce } from "../body/at_once.ts";
import { latin1 } from "../body/latin1.ts";
import { quotedPrintable } from "../body/quoted_printable.ts";
import type { Rewriter } from "./rewritten.ts";

/** What undoes a part's transfer coding (RFC 2045 section 6), undefined where it is none that changes the bytes. */
export function transferCoding(name: string): Rewriter | undefined {
  switch (name) {
    case "base64":
      return base64();
    case "quoted-printable":
      return quoted();
    default:
      return undefined;
  }
}

/** What is no letter of either alphabet is passed over, and text after padding begins anew. */
function base64(): Rewriter {
  let rest = "";
  return {
    push(bytes) {
      const letters = rest + latin1(bytes).replace(/[^A-Za-z0-9+/_=-]+/g, "");
      const runs = letters.split(/=+/);
      const last = runs.pop() ?? "";
      const whole = last.length - last.length % 4;
      rest = last.slice(whole);
      return Buffer.concat(
        [...runs, last.slice(0, whole)].map((run) => Buffer.from(run, "base64")),
      );
    },
    end: () => Buffer.from(rest, "base64"),
  };
}

function quoted(): Rewriter {
  let rest = new Uint8Array(0);
  return {
    push(bytes) {
      const joined = Buffer.concat([rest, bytes]);
      const at = joined.lastIndexOf(EQUALS);
      const isCut = at >= Math.max(0, joined.length - MOST_CUT) &&
        /^=(?:[0-9A-Fa-f]?|[ \t]{0,80}\r?)$/.test(latin1(joined.subarray(at)));
      const whole = isCut ? at : joined.length;
      rest = new Uint8Array(joined.subarray(whole));
      return atOnce(quotedPrintable(joined.subarray(0, whole)));
    },
    end: () => atOnce(quotedPrintable(rest)),
  };
}

const EQUALS = 0x3d;
/** A soft line break with as much white space as is looked at. */
const MOST_CUT = 82;
