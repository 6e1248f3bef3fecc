import { Buffer } from "node:buffer";

/** Frames of HTTP/2 (RFC 9113), for clients that no library would play. */
export const http2Frames = {
  /** What a client says first: the preface and empty SETTINGS. */
  preface: Buffer.concat([Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), frame(4, 0, 0, "")]),
  ping: frame(6, 0, 0, "12345678"),
  /** A whole request head; `endStream`: without a body. */
  headers(request: Http2RequestLine, endStream: boolean): Buffer {
    return frame(1, END_HEADERS | (endStream ? END_STREAM : 0), 1, headerBlock(request));
  },
  /** A head that is to be continued. */
  openHeaders: (request: Http2RequestLine): Buffer => frame(1, 0, 1, headerBlock(request)),
  /** Some more of it: one field, its name and value literal, whose bytes come to `size`. */
  continuation(size: number): Buffer {
    const field = ["\0", lengthed("x"), lengthed("v".repeat(size - 4))].join("");
    return frame(9, 0, 1, field);
  },
  data: (body: string): Buffer => frame(0, 0, 1, body),
} as const;

export interface Http2RequestLine {
  readonly method: "GET" | "POST";
  readonly authority: string;
  readonly path: string;
}

const END_STREAM = 1;
const END_HEADERS = 4;

// length 24 | type 8 | flags 8 | stream 32 (RFC 9113 section 4.1)
function frame(type: number, flags: number, stream: number, payload: string): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, Buffer.from(payload, "latin1")]);
}

/** The pseudo-headers by their numbers in HPACK's static table, values without compression. */
function headerBlock({ method, authority, path }: Http2RequestLine): string {
  const indexed = method === "GET" ? "\x82\x87" : "\x83\x87";
  return `${indexed}\x01${lengthed(authority)}\x04${lengthed(path)}`;
}

function lengthed(text: string): string {
  if (text.length > 126) throw new RangeError("Cannot write a text of more than 126 characters");
  return String.fromCharCode(text.length) + text;
}
