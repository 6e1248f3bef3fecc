import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { fullBudget } from "../../../lib/scan/body/budget.ts";
import { latin1 } from "../../../lib/scan/body/latin1.ts";
import { isTar, readTar } from "../../../lib/scan/body/tar.ts";
import { runSteps } from "../../../lib/scan/steps.ts";

function entry(name: string, text: string, prefix = "", size = text.length): Buffer {
  const head = Buffer.alloc(512);
  head.write(name, 0);
  head.write(size.toString(8).padStart(11, "0"), 124);
  head.write("        ", 148);
  head.write("ustar", 257);
  head.write(prefix, 345);
  const sum = head.reduce((all, byte) => all + byte, 0);
  head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  const data = Buffer.alloc(512 * Math.ceil(text.length / 512));
  data.write(text);
  return Buffer.concat([head, data]);
}

function read(bytes: Uint8Array, budget = fullBudget()) {
  const depth = { multipart: 0, archive: 0, unlabelled: 0 };
  const piece = { bytes, surface: "body", views: [], contentType: undefined, codings: [], depth };
  return runSteps(readTar({ ...piece, verbatim: false }, latin1(bytes), budget));
}

Deno.test("readTar() gives entries that need no text of their own, and names with their prefixes", async () => {
  const reading = await read(Buffer.concat([entry("live_01", "one", "tok_"), entry("b", "two")]));
  assert.ok(reading.kind === "read");
  assert.deepEqual(reading.pieces.map((piece) => latin1(piece.bytes)), ["one", "two"]);
  assert.ok(reading.pieces.every((piece) => piece.verbatim && piece.depth.archive === 1));
  assert.deepEqual(reading.views.map(({ text }) => text), ["tok_live_01b", "one", "two"]);
});

Deno.test("readTar() finds the next entry whatever size one states", async () => {
  const reading = await read(Buffer.concat([entry("a", "one", "", 9_999_999), entry("b", "two")]));
  assert.ok(reading.kind === "read");
  assert.equal(reading.views[0]?.text, "ab");
});

Deno.test("isTar() goes by the checksum", () => {
  const bytes = entry("a", "one");
  assert.ok(isTar(latin1(bytes)));
  bytes[0] = 0x62;
  assert.ok(!isTar(latin1(bytes)));
  assert.ok(!isTar("\0".repeat(1024)));
  assert.ok(!isTar("short"));
});

Deno.test("readTar() refuses a flood of entries", async () => {
  assert.equal(
    (await read(Buffer.concat(Array.from({ length: 10_001 }, () => entry("a", ""))))).kind,
    "refuse",
  );
});

Deno.test("readTar() counts what overlapping entries have read again, and refuses more than can be", async () => {
  const budget = fullBudget();
  const { decodedBytes } = budget;
  const whole = [entry("a", "x".repeat(1024)), entry("b", "y".repeat(512))];
  assert.equal((await read(Buffer.concat(whole), budget)).kind, "read");
  assert.equal(budget.decodedBytes, decodedBytes);

  // The first head states that its entry has the second head and entry too.
  const over = [entry("a", "x".repeat(512), "", 1536), entry("b", "y".repeat(512))];
  assert.equal((await read(Buffer.concat(over), budget)).kind, "read");
  assert.equal(budget.decodedBytes, decodedBytes - 512);
  const short = { decodedBytes: 511, parts: 0 };
  assert.equal((await read(Buffer.concat(over), short)).kind, "refuse");
});
