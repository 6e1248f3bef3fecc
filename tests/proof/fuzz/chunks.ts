import { type BodyDecoder, createBodyDecoder } from "../../../lib/wire/body_decoder.ts";
import { ProtocolError } from "../../../lib/wire/protocol_error.ts";
import { textOf } from "../../support/wire_bytes.ts";
import { chunkedBody, HTTP_WORDS } from "./http_words.ts";
import { joined, mutate, pieces } from "./mutate.ts";
import { type FuzzTarget, hold, same } from "./target.ts";

/** Chunked bodies: what is good is read as it was meant, what is not in one way, however it is cut. */
export const chunks: FuzzTarget = {
  name: "chunks",
  share: 1_700,
  check(draws, show) {
    const { bytes, data } = chunkedBody(draws);
    const behind = draws.bytes(draws.below(6));
    const isGood = draws.oneIn(3);
    const whole = joined(bytes, behind);
    const sent = isGood ? whole : mutate(draws, whole, HTTP_WORDS);
    show(sent);
    const read = decode([sent]);
    hold(
      same(read, decode(pieces(draws, sent))),
      "chunks are read in another way where they are cut",
    );
    if (!isGood) return;
    hold(typeof read !== "string", "a good body in chunks is refused");
    hold(read.data === data && read.rest === textOf(behind), "a good body in chunks is misread");
    const short = decode([bytes.subarray(0, draws.below(bytes.length))]);
    hold(typeof short === "string", "a body without its last chunk is taken for whole");
  },
};

type Read = { readonly data: string; readonly rest: string; readonly trailers: unknown };

/** What was read, or in words why not. */
function decode(cut: readonly Uint8Array[]): Read | string {
  const decoder: BodyDecoder = createBodyDecoder({ kind: "chunked" }, "agent");
  const data: Uint8Array[] = [];
  try {
    for (const piece of cut) data.push(...decoder.push(piece));
    decoder.end();
    return { data: textOf(...data), rest: textOf(decoder.rest), trailers: decoder.trailers };
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    hold(!decoder.done, "a body that was refused is done");
    return error.message;
  }
}
