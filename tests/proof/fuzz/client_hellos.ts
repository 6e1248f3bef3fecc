import { limits } from "../../../lib/limits.ts";
import { clientHelloServerName } from "../../../lib/wire/client_hello.ts";
import { bytesOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";
import { joined, mutate } from "./mutate.ts";
import { type FuzzTarget, hold, same } from "./target.ts";

const NAMES = [
  "a.test",
  "",
  "A.TEST",
  "127.0.0.1",
  "a b",
  "a\0b",
  "\xe9.test",
  "x".repeat(255),
  "*",
];
const WORDS = ["\0\0", "\x16\x03\x01", "\0\x0b\0\x09\0\0\x06a.test", "\x01\0\0", "\xff\xff"];

/** ClientHellos: what the first bytes say stays said, and the name is the one that was written. */
export const clientHellos: FuzzTarget = {
  name: "ClientHellos",
  share: 900,
  check(draws, show) {
    const name = draws.oneIn(6) ? undefined : draws.pick(NAMES);
    const names = name === undefined ? 0 : draws.oneIn(6) ? 2 : 1;
    const good = records(draws, clientHello(draws, name, names));
    const isGood = draws.oneIn(2);
    const bytes = isGood ? good : mutate(draws, good, WORDS);
    show(bytes);
    const whole = clientHelloServerName(bytes);
    const early = clientHelloServerName(bytes.subarray(0, draws.below(bytes.length + 1)));
    hold(
      early.kind === "incomplete" || same(early, whole),
      "the beginning of a ClientHello says what its whole does not",
    );
    if (whole.kind === "name") {
      hold(/^[\x21-\x7e]{1,255}$/.test(whole.name), "a server's name is not visible ASCII");
    }
    if (whole.kind === "incomplete") {
      hold(bytes.length < 2 * limits.clientHelloBytes, "a ClientHello without end is waited for");
    }
    if (isGood && names > 1) hold(whole.kind === "bad", "one of two names is taken");
    if (isGood && name === "a.test" && names === 1) {
      hold(same(whole, { kind: "name", name }), "a good ClientHello is misread");
    }
    if (isGood && name === undefined) hold(whole.kind === "absent", "a name comes out of nothing");
  },
};

const number = (value: number, width: number): Uint8Array =>
  Uint8Array.from({ length: width }, (_, at) => (value >>> (8 * (width - 1 - at))) & 0xff);

const vector = (width: number, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = joined(...parts);
  return joined(number(content.length, width), content);
};

/** @param times how often the name's extension is there */
function clientHello(draws: Draws, name: string | undefined, times: number): Uint8Array {
  const others = Array.from(
    { length: draws.below(4) },
    () => joined(number(10 + draws.below(50), 2), vector(2, draws.bytes(draws.below(30)))),
  );
  const named = vector(2, number(0, 1), vector(2, bytesOf(name ?? "")));
  const sni = Array.from({ length: times }, () => joined(number(0, 2), vector(2, named)));
  const body = joined(
    number(0x0303, 2),
    new Uint8Array(32).fill(draws.below(256)),
    vector(1, draws.bytes(draws.below(33))),
    vector(2, new Uint8Array(2 * (1 + draws.below(20)))),
    vector(1, new Uint8Array(1)),
    vector(2, ...others, ...sni),
  );
  return joined(number(1, 1), vector(3, body));
}

/** The message in one record or cut into several. */
function records(draws: Draws, message: Uint8Array): Uint8Array {
  const size = draws.pick([message.length, 100, 7, 3]);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < message.length; at += size) {
    parts.push(number(22, 1), number(0x0301, 2), vector(2, message.subarray(at, at + size)));
  }
  return joined(...parts);
}
