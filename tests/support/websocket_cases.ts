import { closeOf, type TestFrame } from "./websocket_frames.ts";
import { textOf } from "./wire_bytes.ts";

/**
 * What a side sends and what becomes of it: the cases of the field's conformance suite for RFC 6455, by
 * its chapters (framing, pings, reserved bits, opcodes, fragmentation, UTF-8, close).
 */
export interface WebSocketCase {
  readonly name: string;
  readonly frames: readonly TestFrame[];
  /** What is understood before the end, as kind and payload, one byte for each character. */
  readonly messages: readonly (readonly [kind: string, payload: string])[];
  /** The code with which the connection fails; absent: it does not. */
  readonly fails?: 1002 | 1007;
}

type Messages = WebSocketCase["messages"];

const text = (payload: string, fin = true): TestFrame => ({ opcode: 1, payload, fin });
const binary = (payload: string, fin = true): TestFrame => ({ opcode: 2, payload, fin });
const more = (payload: string, fin = true): TestFrame => ({ opcode: 0, payload, fin });
const close = (payload = closeOf(1000)): TestFrame => ({ opcode: 8, payload });
const ping = (payload = ""): TestFrame => ({ opcode: 9, payload });
const pong = (payload = ""): TestFrame => ({ opcode: 10, payload });
const utf8 = (characters: string): string => textOf(new TextEncoder().encode(characters));

function row(
  name: string,
  frames: readonly TestFrame[],
  messages: Messages,
  fails?: 1002 | 1007,
): WebSocketCase {
  return { name, frames, messages, ...(fails && { fails }) };
}

const framing = [0, 1, 125, 126, 127, 128, 65_535, 65_536].flatMap((size) => {
  const letters = "*".repeat(size);
  const bytes = "\xfe".repeat(size);
  return [
    row(`1.1 a text of ${size}`, [text(letters)], [["text", letters]]),
    row(`1.2 ${size} bytes`, [binary(bytes)], [["binary", bytes]]),
  ];
});

const pings = [
  row("2.1 a ping without payload", [ping()], [["ping", ""]]),
  row("2.2 a ping with text", [ping("Hello")], [["ping", "Hello"]]),
  row("2.3 a ping with bytes", [ping("\x00\xff\xfe\xfd")], [["ping", "\x00\xff\xfe\xfd"]]),
  row("2.4 a ping of 125", [ping("\xfe".repeat(125))], [["ping", "\xfe".repeat(125)]]),
  row("2.5 a ping of 126", [ping("\xfe".repeat(126))], [], 1002),
  row("2.7 a pong unasked", [pong()], [["pong", ""]]),
  row("2.8 a pong with payload", [pong("unasked")], [["pong", "unasked"]]),
  row("2.9 a pong, then a ping", [pong("a"), ping("b")], [["pong", "a"], ["ping", "b"]]),
  row(
    "2.10 ten pings",
    Array.from({ length: 10 }, (_, at) => ping(`${at}`)),
    Array.from({ length: 10 }, (_, at) => ["ping", `${at}`] as const),
  ),
];

const reservedBits = [1, 2, 3, 4, 5, 6, 7].flatMap((rsv) => [
  row(`3 RSV ${rsv} on a text`, [{ ...text("a"), rsv }], [], 1002),
  row(
    `3 RSV ${rsv} behind a text`,
    [text("ok"), { ...text("a"), rsv }, ping()],
    [["text", "ok"]],
    1002,
  ),
  row(`3 RSV ${rsv} on bytes`, [{ ...binary("a"), rsv }], [], 1002),
  row(`3 RSV ${rsv} on a ping`, [{ ...ping("a"), rsv }], [], 1002),
  row(`3 RSV ${rsv} on a close`, [{ ...close(), rsv }], [], 1002),
]);

const opcodes = [3, 4, 5, 6, 7, 11, 12, 13, 14, 15].flatMap((opcode) => [
  row(`4 opcode ${opcode}`, [{ opcode }], [], 1002),
  row(`4 opcode ${opcode} with payload`, [{ opcode, payload: "reserved" }], [], 1002),
  row(`4 opcode ${opcode} behind a text`, [text("ok"), { opcode }, ping()], [["text", "ok"]], 1002),
]);

const fragmentation = [
  row("5.1 a ping in fragments", [{ ...ping("a"), fin: false }, more("b")], [], 1002),
  row("5.2 a pong in fragments", [{ ...pong("a"), fin: false }, more("b")], [], 1002),
  row("5.2 a close in fragments", [{ ...close(), fin: false }], [], 1002),
  row("5.3 a text in two", [text("one", false), more("two")], [["text", "onetwo"]]),
  row("5.3 bytes in two", [binary("one", false), more("\xfe")], [["binary", "one\xfe"]]),
  row(
    "5.6 a ping between two",
    [text("one", false), ping("p"), more("two")],
    [["ping", "p"], ["text", "onetwo"]],
  ),
  row("5.9 a continuation of nothing", [more("a"), text("b")], [], 1002),
  row("5.12 a continuation of nothing that goes on", [more("a", false), text("b")], [], 1002),
  row(
    "5.15 a continuation behind the last",
    [text("one", false), more("two"), more("three", false), text("four")],
    [["text", "onetwo"]],
    1002,
  ),
  row("5.18 a text inside a text", [text("one", false), text("two")], [], 1002),
  row("5.18 bytes inside a text", [text("one", false), binary("two")], [], 1002),
  row(
    "5.19 five with pings between them",
    [
      ...[text("1", false), more("2", false), ping("p"), more("3", false), more("4", false)],
      ...[ping("q"), more("5"), ping("r")],
    ],
    [["ping", "p"], ["ping", "q"], ["text", "12345"], ["ping", "r"]],
  ),
  row(
    "5 empty fragments",
    [text("", false), more("", false), more("")],
    [["text", ""]],
  ),
];

/** Sequences of bytes that are characters, the first and last of each length among them. */
const CHARACTERS = [
  ...["Hello-µ@ßöäüàá-UTF-8!!", "κόσμε", "\u0000", "\u007f", "\u0080", "\u07ff", "\u0800"],
  ...["\ud7ff", "\ue000", "\ufffd", "\ufffe", "\uffff", "\u{10000}", "\u{3ffff}", "\u{10ffff}"],
];

/** Sequences that are none. */
const NO_CHARACTERS = [
  // continuation bytes alone, and beginnings without them
  ...["\x80", "\xbf", "\x80\xbf\x80", "\xc2 ", "\xe1\x80 ", "\xf1\x80\x80 ", "\xc3\xc3\xa4"],
  // incomplete at the end
  ...["\xc2", "\xe0\xa0", "\xf0\x90\x80", "a\xe2\x82"],
  // longer than needed
  ...[
    "\xc0\xaf",
    "\xc1\xbf",
    "\xe0\x80\xaf",
    "\xe0\x9f\xbf",
    "\xf0\x80\x80\xaf",
    "\xf0\x8f\xbf\xbf",
  ],
  // surrogates, alone and in pairs
  ...["\xed\xa0\x80", "\xed\xaf\xbf", "\xed\xb0\x80", "\xed\xbf\xbf", "\xed\xa0\x80\xed\xb0\x80"],
  // beyond the last character, five and six bytes, impossible ones
  ...["\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80"],
  ...["\xfe", "\xff", "\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5\xed\xa0\x80edited"],
];

const encodings = [
  ...CHARACTERS.flatMap((characters) => {
    const bytes = utf8(characters);
    const [first = "", ...others] = bytes;
    return [
      row(`6 text ${JSON.stringify(characters)}`, [text(bytes)], [["text", bytes]]),
      row(
        `6 text ${JSON.stringify(characters)} in fragments of a byte`,
        [text(first, false), ...others.map((byte) => more(byte, false)), more("")],
        [["text", bytes]],
      ),
    ];
  }),
  ...NO_CHARACTERS.flatMap((bytes) => {
    const [first = "", ...others] = bytes;
    const shown = JSON.stringify(bytes);
    return [
      row(`6 no text ${shown}`, [text(bytes)], [], 1007),
      row(
        `6 no text ${shown} in fragments of a byte`,
        [text(first, false), ...others.map((byte) => more(byte, false)), more("")],
        [],
        1007,
      ),
      row(`6 no text ${shown} are bytes`, [binary(bytes)], [["binary", bytes]]),
    ];
  }),
  row(
    "6.4 it fails before the message has ended",
    [text("\xce\xba\xf4\x90", false), ping(), more("a")],
    [],
    1007,
  ),
];

const closing = [
  row("7.1.1 a close behind a text", [text("a"), close()], [["text", "a"], [
    "close",
    closeOf(1000),
  ]]),
  row("7.1.2 two closes", [close(), close()], [["close", closeOf(1000)]]),
  row("7.1.3 a ping behind a close", [close(), ping()], [["close", closeOf(1000)]]),
  row("7.1.4 a text behind a close", [close(), text("a")], [["close", closeOf(1000)]]),
  row(
    "7.1.5 a close inside a text",
    [text("a", false), close(), more("b")],
    [["close", closeOf(1000)]],
  ),
  row(
    "7.1.6 256 KiB, a close, a ping",
    [text("a".repeat(262_144)), close(), ping()],
    [["text", "a".repeat(262_144)], ["close", closeOf(1000)]],
  ),
  row("7.3.1 a close without a code", [close("")], [["close", ""]]),
  row("7.3.2 a close with half a code", [close("\x03")], [], 1002),
  row("7.3.4 a close with a reason", [close(closeOf(1000, "why"))], [[
    "close",
    closeOf(1000, "why"),
  ]]),
  row(
    "7.3.5 a reason of 123",
    [close(closeOf(1000, "*".repeat(123)))],
    [["close", closeOf(1000, "*".repeat(123))]],
  ),
  row("7.3.6 a reason of 124", [close(closeOf(1000, "*".repeat(124)))], [], 1002),
  row("7.5.1 a reason that is no text", [close(closeOf(1000, "\xce\xba\xed\xa0\x80"))], [], 1007),
  row("7.5.1 a reason that is cut", [close(closeOf(1000, "\xe2\x82"))], [], 1007),
  ...[
    1000,
    1001,
    1002,
    1003,
    1007,
    1008,
    1009,
    1010,
    1011,
    1012,
    1013,
    1014,
    3000,
    3999,
    4000,
    4999,
  ]
    .map((code) => row(`7.7 code ${code}`, [close(closeOf(code))], [["close", closeOf(code)]])),
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535]
    .map((code) => row(`7.9 code ${code}`, [close(closeOf(code))], [], 1002)),
];

const lengths = [
  row("a length of 125 in two bytes", [{ ...binary("a".repeat(125)), lengthBytes: 2 }], [], 1002),
  row("a length of 65,535 in eight", [{ ...binary("a".repeat(65_535)), lengthBytes: 8 }], [], 1002),
  row("a ping's length in two bytes", [{ ...ping("a"), lengthBytes: 2 }], [], 1002),
];

export const webSocketCases: readonly WebSocketCase[] = [
  ...framing,
  ...pings,
  ...reservedBits,
  ...opcodes,
  ...fragmentation,
  ...encodings,
  ...closing,
  ...lengths,
];
