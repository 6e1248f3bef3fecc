import { applyMask } from "./apply_mask.ts";
import { checkClosePayload } from "./close_payload.ts";
import { type FrameHead, readFrameHead } from "./frame_head.ts";
import { growingBytes } from "./growing_bytes.ts";
import type { Message, Sender } from "./message.ts";
import { opcode } from "./opcode.ts";
import { createUtf8Check } from "./utf8_check.ts";
import { WebSocketError } from "./websocket_error.ts";

/** Reads what one side of a WebSocket sends, cut anywhere (RFC 6455 section 5). */
export interface MessageDecoder {
  /** Takes bytes, which nobody may write to afterwards. To be called when `next` has nothing more. */
  push(bytes: Uint8Array): void;
  /**
   * The next whole message; undefined while there is none. Behind a close frame nothing is read.
   *
   * @throws WebSocketError at the place where the protocol is broken, and again at every call after it
   */
  next(): Message | undefined;
  /** What is held of a message that is not whole yet. */
  readonly heldBytes: number;
}

const EMPTY: Uint8Array = new Uint8Array(0);
/** The longest head: two bytes, eight of length, four of mask. */
const HEAD_BYTES = 14;

/** @param mostBytes of a message, all its fragments together */
export function createMessageDecoder(from: Sender, mostBytes: number): MessageDecoder {
  let input = EMPTY;
  /** The frame whose payload is being read, and how much of that came. */
  let frame: FrameHead | undefined;
  let read = 0;
  /** The data message of which at least one frame has begun. */
  let open: "text" | "binary" | undefined;
  const data = growingBytes();
  const control = growingBytes();
  let utf8 = createUtf8Check();
  let closed = false;
  let failure: WebSocketError | undefined;

  function begin(head: FrameHead): void {
    frame = head;
    read = 0;
    if (head.opcode >= opcode.close) return;
    if (head.opcode === opcode.continuation) {
      if (open === undefined) throw broken("a continuation frame continues nothing");
    } else {
      if (open !== undefined) throw broken("a message begins inside another one");
      open = head.opcode === opcode.text ? "text" : "binary";
      utf8 = createUtf8Check();
    }
    if (data.length + head.length > mostBytes) {
      throw new WebSocketError(1009, `a message is larger than ${mostBytes} bytes`);
    }
  }

  /** Takes of the input what belongs to the frame; true once that is whole. */
  function fill(head: FrameHead): boolean {
    const slice = input.subarray(0, head.length - read);
    input = input.subarray(slice.length);
    const isControl = head.opcode >= opcode.close;
    const room = (isControl ? control : data).add(slice.length);
    if (head.mask === undefined) room.set(slice);
    else applyMask(slice, room, head.mask, read);
    read += slice.length;
    if (!isControl && open === "text" && !utf8.push(room)) throw notUtf8();
    return read === head.length;
  }

  /** What has ended with this frame, if anything. */
  function end(head: FrameHead): Message | undefined {
    frame = undefined;
    switch (head.opcode) {
      case opcode.ping:
        return { kind: "ping", payload: control.take() };
      case opcode.pong:
        return { kind: "pong", payload: control.take() };
      case opcode.close: {
        const payload = control.take();
        checkClosePayload(payload);
        closed = true;
        input = EMPTY;
        return { kind: "close", payload };
      }
    }
    if (!head.fin || open === undefined) return undefined;
    if (open === "text" && !utf8.complete) throw notUtf8();
    const message = { kind: open, payload: data.take() };
    open = undefined;
    return message;
  }

  function advance(): Message | undefined {
    while (!closed) {
      if (frame === undefined) {
        const head = readFrameHead(input.subarray(0, HEAD_BYTES), from);
        if (head === undefined) return undefined;
        input = input.subarray(head.headBytes);
        begin(head);
        continue;
      }
      if (!fill(frame)) return undefined;
      const message = end(frame);
      if (message !== undefined) return message;
    }
    return undefined;
  }

  return {
    push(bytes) {
      if (closed || failure) return;
      if (input.length === 0) {
        input = bytes;
        return;
      }
      // Only an unfinished head is left over, so this is short.
      const joined = new Uint8Array(input.length + bytes.length);
      joined.set(input);
      joined.set(bytes, input.length);
      input = joined;
    },
    next() {
      if (failure) throw failure;
      try {
        return advance();
      } catch (error) {
        if (error instanceof WebSocketError) failure = error;
        throw error;
      }
    },
    get heldBytes() {
      return data.length;
    },
  };
}

function broken(what: string): WebSocketError {
  return new WebSocketError(1002, what);
}

function notUtf8(): WebSocketError {
  return new WebSocketError(1007, "a text message is not UTF-8");
}
