import { framedBody } from "../../../lib/proxy/body.ts";
import { Reader } from "../../../lib/proxy/reader.ts";
import { responseFraming } from "../../../lib/wire/framing.ts";
import { endToEnd } from "../../../lib/wire/hop_by_hop.ts";
import { ProtocolError } from "../../../lib/wire/protocol_error.ts";
import { parseResponseHead } from "../../../lib/wire/response_head.ts";
import { fakeStream } from "../../support/fake_stream.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";
import { chunkedBody, HTTP_WORDS, responseHead } from "./http_words.ts";
import { joined, mutate, pieces } from "./mutate.ts";
import { type FuzzTarget, hold, same } from "./target.ts";

/** Answers on a connection: one reading however they are cut, and never a short one for a whole one. */
export const answers: FuzzTarget = {
  name: "answers",
  share: 1_200,
  async check(draws, show) {
    // Few heads that are made of anything lead to a body.
    const whole = draws.oneIn(2)
      ? joined(responseHead(draws), body(draws))
      : joined(bytesOf(draws.pick(GOOD)), chunkedBody(draws).bytes);
    const bytes = draws.oneIn(3) ? mutate(draws, whole, HTTP_WORDS) : whole;
    show(bytes);
    const method = draws.pick(["GET", "HEAD", "POST"]);
    const read = await readAnswer([bytes], method);
    const cut = await readAnswer(pieces(draws, bytes), method);
    hold(same(read, cut), "an answer is read in another way where it is cut");
  },
};

const GOOD = [
  "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
  "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
  "HTTP/1.0 200 OK\r\n\r\n",
];

function body(draws: Draws): Uint8Array {
  return draws.oneIn(2) ? draws.bytes(draws.below(20)) : chunkedBody(draws).bytes;
}

/** The whole answer and what stands behind it, or why there is none. */
async function readAnswer(cut: readonly Uint8Array[], method: string): Promise<unknown> {
  const stream = fakeStream(...cut);
  stream.feedEnd();
  const reader = new Reader(stream);
  try {
    const bytes = await reader.head("upstream", 64 * 1024);
    if (bytes === null) return "nothing";
    const head = parseResponseHead(bytes);
    const framing = responseFraming(head, method);
    const fields = endToEnd(head.fields, "upstream");
    const body = framedBody(reader, framing, "upstream");
    const slices: Uint8Array[] = [];
    for (let slice = await body.read(); slice !== null; slice = await body.read()) {
      hold(slice.length > 0, "a slice of a body is empty");
      slices.push(slice);
    }
    hold(body.done, "a body that was read to its end is not done");
    while (await reader.fill());
    const text = textOf(...slices);
    if (framing.kind === "length") {
      hold(
        text.length === framing.length,
        "a body is taken for whole that is not as long as it says",
      );
    }
    return [head, fields, framing, text, body.trailers, textOf(reader.held)];
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    hold(error.fault === "upstream", "the agent is blamed for an answer");
    return error.message;
  }
}
