import type { Message, Sender } from "../../../lib/wire/websocket/message.ts";
import { createMessageDecoder } from "../../../lib/wire/websocket/message_decoder.ts";
import { WebSocketError } from "../../../lib/wire/websocket/websocket_error.ts";
import { writeFrame } from "../../../lib/wire/websocket/write_frame.ts";
import { frameBytes, TEST_MASK } from "../../support/websocket_frames.ts";
import { textOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";
import { joined, mutate, pieces } from "./mutate.ts";
import { type FuzzTarget, hold, same } from "./target.ts";

const MOST_BYTES = 600;
const SIZES = [3, 0, 1, 125, 126, 127, 300, 601];
const OPCODES = [1, 2, 0, 9, 10, 8, 3, 11];
const WORDS = [
  "\x81\x00",
  "\x00",
  "\x88\x02\x03\xe8",
  "\xc3\xa9",
  "\xed\xa0\x80",
  "\xff",
  "\x7e\x00\x7e",
];

/** WebSocket frames: one reading however they are cut, nothing held beyond the bound. */
export const frames: FuzzTarget = {
  name: "WebSocket frames",
  share: 1_200,
  check(draws, show) {
    const from: Sender = draws.pick(["client", "server"]);
    if (draws.oneIn(3)) return checkWritten(draws, from, show);
    const made = joined(...Array.from({ length: 1 + draws.below(4) }, () => frame(draws, from)));
    const sent = draws.oneIn(2) ? mutate(draws, made, WORDS) : made;
    show(sent);
    const read = messages(from, [sent]);
    hold(
      same(read, messages(from, pieces(draws, sent))),
      "frames are read otherwise where they are cut",
    );
  },
};

function frame(draws: Draws, from: Sender): Uint8Array {
  const opcode = draws.pick(OPCODES);
  const size = opcode >= 8 ? draws.below(8) : draws.pick(SIZES);
  const payload = opcode === 1 ? "e".repeat(size) : draws.bytes(size);
  const isMasked = from === "client" !== draws.oneIn(20);
  const parts = { fin: !draws.oneIn(3), rsv: draws.oneIn(20) ? 4 : 0, opcode, payload };
  return frameBytes(parts, isMasked ? TEST_MASK : undefined);
}

/** What is written is read as it was meant. */
function checkWritten(draws: Draws, from: Sender, show: (input: Uint8Array) => void): void {
  const payload = draws.bytes(draws.pick(SIZES.slice(0, -1)));
  const kind = draws.pick(["binary", "ping", "pong"] as const);
  const sent = kind === "binary" ? payload : payload.subarray(0, 125);
  const mask = from === "client" ? draws.bytes(4) : undefined;
  const bytes = joined(...writeFrame(kind, sent, mask));
  show(bytes);
  const read = messages(from, pieces(draws, bytes));
  hold(same(read, [[kind, textOf(sent)]]), "a message that is written is read in another way");
}

/** What is said, and at the end why nothing more is read. */
function messages(from: Sender, cut: readonly Uint8Array[]): unknown[] {
  const decoder = createMessageDecoder(from, MOST_BYTES);
  const said: unknown[] = [];
  try {
    for (const piece of cut) {
      decoder.push(piece);
      for (let message: Message | undefined; (message = decoder.next()) !== undefined;) {
        hold(message.payload.length <= MOST_BYTES, "a message is larger than it may be");
        said.push([message.kind, textOf(message.payload)]);
      }
      hold(decoder.heldBytes <= MOST_BYTES, "more of a message is held than may be");
    }
  } catch (error) {
    if (!(error instanceof WebSocketError)) throw error;
    said.push(error.code);
  }
  return said;
}
