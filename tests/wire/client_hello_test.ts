import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { clientHelloServerName } from "../../lib/wire/client_hello.ts";
import { bytesOf, hexBytes, seededRandom, textOf } from "../support/wire_bytes.ts";

/** The first record of RFC 8448 section 3; its server_name is "server". */
const RFC_8448 = hexBytes(`
  16 03 01 00 c4 01 00 00 c0 03 03 cb 34 ec b1 e7 81 63 ba 1c 38 c6 da cb 19 6a 6d ff a2 1a 8d 99
  12 ec 18 a2 ef 62 83 02 4d ec e7 00 00 06 13 01 13 03 13 02 01 00 00 91 00 00 00 0b 00 09 00 00
  06 73 65 72 76 65 72 ff 01 00 01 00 00 0a 00 14 00 12 00 1d 00 17 00 18 00 19 01 00 01 01 01 02
  01 03 01 04 00 23 00 00 00 33 00 26 00 24 00 1d 00 20 99 38 1d e5 60 e4 bd 43 d2 3d 8e 43 5a 7d
  ba fe b3 c0 6e 51 c1 3c ae 4d 54 13 69 1e 52 9a af 2c 00 2b 00 03 02 03 04 00 0d 00 20 00 1e 04
  03 05 03 06 03 02 03 08 04 08 05 08 06 04 01 05 01 06 01 02 01 04 02 05 02 06 02 02 02 00 2d 00
  02 01 01 00 1c 00 02 40 01`);

const INCOMPLETE = { kind: "incomplete" };
const BAD = { kind: "bad" };
const ABSENT = { kind: "absent" };

/** `body` behind its own length in `width` bytes. */
function vector(width: number, body: string): string {
  let length = "";
  for (let shift = 8 * (width - 1); shift >= 0; shift -= 8) {
    length += String.fromCharCode((body.length >>> shift) & 255);
  }
  return length + body;
}

const record = (fragment: string, type = "\x16"): string => `${type}\x03\x01${vector(2, fragment)}`;
const message = (body: string): string => `\x01${vector(3, body)}`;
const extension = (type: string, data: string): string => type + vector(2, data);
const names = (list: string): string => extension("\0\0", vector(2, list));
const hostName = (name: string): string => `\0${vector(2, name)}`;
const BEFORE_EXTENSIONS = "\x03\x03" + "r".repeat(32) + vector(1, "session") +
  vector(2, "\x13\x01") +
  vector(1, "\0");
const GREASE = extension("\x0a\x0a", "");

function hello(...extensions: string[]): string {
  return message(BEFORE_EXTENSIONS + vector(2, extensions.join("")));
}

function serverName(text: string) {
  return clientHelloServerName(bytesOf(text));
}

Deno.test("clientHelloServerName() reads a real ClientHello, whole and with bytes behind", () => {
  const expected = { kind: "name", name: "server" };
  assert.deepEqual(clientHelloServerName(RFC_8448), expected);
  assert.deepEqual(serverName(textOf(RFC_8448) + "\x17\x03\x03"), expected);
  assert.deepEqual(serverName(textOf(RFC_8448) + "garbage"), expected);
  const another = record(hello(names(hostName("server"))) + message("x"));
  assert.deepEqual(serverName(another), expected);
});

Deno.test("clientHelloServerName() is incomplete for every beginning of a ClientHello", () => {
  for (let length = 0; length < RFC_8448.length; length++) {
    assert.deepEqual(clientHelloServerName(RFC_8448.subarray(0, length)), INCOMPLETE, `${length}`);
  }
});

Deno.test("clientHelloServerName() joins a message that spans records, cut anywhere", () => {
  const whole = hello(GREASE, names(hostName("a.example")));
  const random = seededRandom(3);
  for (let round = 0; round < 100; round++) {
    let wire = "";
    for (let at = 0; at < whole.length;) {
      const length = 1 + random(whole.length);
      wire += record(whole.slice(at, at + length));
      at += length;
    }
    assert.deepEqual(serverName(wire), { kind: "name", name: "a.example" });
    assert.deepEqual(serverName(wire.slice(0, -1)), INCOMPLETE);
  }
});

Deno.test("clientHelloServerName() gives the name raw", () => {
  for (const name of ["A.Example", "a.example.", "127.0.0.1", "xn--a", "x".repeat(255)]) {
    assert.deepEqual(serverName(record(hello(names(hostName(name))))), { kind: "name", name });
  }
});

Deno.test("clientHelloServerName() says so where there is no name", () => {
  assert.deepEqual(serverName(record(hello(GREASE))), ABSENT);
  assert.deepEqual(serverName(record(hello())), ABSENT);
  assert.deepEqual(serverName(record(message(BEFORE_EXTENSIONS))), ABSENT);
});

const one = hostName("a");
const BROKEN: Record<string, string> = {
  "another record": record(hello(), "\x17"),
  "SSL 2": "\x80\x2e\x01\x00\x02",
  "another major version": `\x16\x02${record(hello()).slice(2)}`,
  "an empty record": record(""),
  "a record that is too large": "\x16\x03\x01\x40\x01",
  "a ServerHello": record(`\x02${hello().slice(1)}`),
  "another record in between": record(hello().slice(0, 9)) + record("\x02\x28", "\x15"),
  "an empty record in between": record(hello().slice(0, 9)) + record(""),
  "a message that is too large": record(`\x01${vector(3, "").slice(0, 1)}\x7f\xff`),
  "no body": record(message("")),
  "a random cut short": record(message(BEFORE_EXTENSIONS.slice(0, 20))),
  "no compression methods": record(message(BEFORE_EXTENSIONS.slice(0, -1))),
  "an empty list of compression methods": record(message(BEFORE_EXTENSIONS.slice(0, -2) + "\0")),
  "an odd cipher suite": record(
    message("\x03\x03" + "r".repeat(32) + "\0" + vector(2, "\x13\x01\x13") + vector(1, "\0")),
  ),
  "no cipher suites": record(
    message("\x03\x03" + "r".repeat(32) + "\0" + vector(2, "") + vector(1, "\0")),
  ),
  "a session id that is too long": record(
    message(
      "\x03\x03" + "r".repeat(32) + vector(1, "s".repeat(33)) + vector(2, "\x13\x01") +
        vector(1, "\0"),
    ),
  ),
  "bytes behind the extensions": record(message(hello().slice(4) + "x")),
  "half a length of extensions": record(message(BEFORE_EXTENSIONS + "\0")),
  "an extension cut short": record(hello("\x0a\x0a\0\x05a")),
  "half an extension's type": record(hello("\x0a")),
  "two server_name extensions": record(hello(names(one), GREASE, names(one))),
  "an empty server_name extension": record(hello(extension("\0\0", ""))),
  "an empty list": record(hello(names(""))),
  "two names": record(hello(names(one + hostName("b")))),
  "another type of name": record(hello(names("\x01" + one.slice(1)))),
  "an empty name": record(hello(names(hostName("")))),
  "a name cut short": record(hello(names("\0\0\x05a"))),
  "a list shorter than its extension": record(hello(extension("\0\0", vector(2, one) + "x"))),
  "a list longer than its extension": record(hello(extension("\0\0", "\0\x09" + one))),
  "a name that is too long": record(hello(names(hostName("x".repeat(256))))),
  "NUL in the name": record(hello(names(hostName("a\0b")))),
  "a space in the name": record(hello(names(hostName("a b")))),
  "obs-text in the name": record(hello(names(hostName("a\xe9")))),
};

Deno.test("clientHelloServerName() is bad for everything whose parts do not fit", () => {
  for (const [label, text] of Object.entries(BROKEN)) {
    assert.deepEqual(serverName(text), BAD, label);
  }
});

Deno.test("clientHelloServerName() bounds the message before it has come", () => {
  const padding = (length: number) => extension("\0\x15", "\0".repeat(length));
  const spare = limits.clientHelloBytes - hello(padding(0)).length;
  assert.deepEqual(serverName(record(hello(padding(spare)))), ABSENT);
  const larger = hello(padding(spare + 1));
  assert.deepEqual(serverName(record(larger.slice(0, 4))), BAD);
});

Deno.test("clientHelloServerName() gives some answer for any bytes", () => {
  const random = seededRandom(5);
  for (let round = 0; round < 3000; round++) {
    const bytes = RFC_8448.slice(0, 1 + random(RFC_8448.length));
    for (let changes = random(4); changes > 0; changes--) bytes[random(bytes.length)] = random(256);
    assert.ok(["name", "absent", "incomplete", "bad"].includes(clientHelloServerName(bytes).kind));
  }
});
