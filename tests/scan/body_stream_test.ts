import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { bodyStream, type Hold } from "../../lib/scan/body_stream.ts";
import { limits } from "../../lib/limits.ts";
import type { Finding } from "../../lib/scan/finding.ts";
import { latin1Text } from "../../lib/scan/latin1_text.ts";
import { stepsOf } from "../support/steps_of.ts";
import { Secret } from "../../lib/secret.ts";

/** A scan that finds "BAD", or warns of "ODD". */
function scan(text: string): Finding[] {
  return ["BAD", "ODD"].flatMap((word) => {
    const start = text.indexOf(word);
    if (start < 0) return [];
    return [{
      detector: "token_patterns",
      kind: word,
      severity: word === "BAD" ? "block" : "warn",
      reason: word,
      value: new Secret(word),
      surface: "body",
      views: [],
      context: "",
      span: { start, end: start + word.length },
    }];
  });
}

/** The same in two steps. */
function* scanSteps(bytes: Uint8Array): Generator<void, Finding[], void> {
  yield;
  return scan(latin1Text(bytes));
}

const hold: Hold = { batchBytes: 8, from: (bytes) => bytes.length - 4 };

function run(text: string, piece: number) {
  const stream = bodyStream(scanSteps, hold);
  let cleared = 0;
  const findings: Finding[] = [];
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += piece) {
    const step = stream.push(bytes.subarray(at, at + piece));
    cleared += step.cleared;
    findings.push(...step.findings);
  }
  const last = stream.end();
  return {
    clean: bytes.subarray(0, cleared + last.cleared).toString(),
    findings: [...findings, ...last.findings],
  };
}

const FILLER = "words ".repeat(300);

for (const piece of [1, 2, 3, 7, 64, 5000]) {
  Deno.test(`bodyStream() passes clean bytes on unchanged, in pieces of ${piece}`, () => {
    assert.deepEqual(run(FILLER, piece), { clean: FILLER, findings: [] });
  });

  Deno.test(`bodyStream() lets nothing of a finding out, in pieces of ${piece}`, () => {
    const { clean, findings } = run(`${FILLER}BAD${FILLER}`, piece);
    assert.ok(FILLER.startsWith(clean));
    assert.deepEqual(findings.map(({ span }) => span), [{ start: 1800, end: 1803 }]);
  });
}

Deno.test("bodyStream() goes on after a warning, and tells it once", () => {
  const text = `${FILLER}ODD${FILLER}`;
  const { clean, findings } = run(text, 16);
  assert.equal(clean, text);
  assert.equal(findings.length, 1);
});

Deno.test("bodyStream() says nothing more once it has blocked", () => {
  const stream = bodyStream(scanSteps, hold);
  assert.equal(stream.push(Buffer.from("BAD and more of it")).findings.length, 1);
  assert.deepEqual(stream.push(Buffer.from("good, good, good")), { cleared: 0, findings: [] });
  assert.deepEqual(stream.end(), { cleared: 0, findings: [] });
});

Deno.test("bodyStream() keeps a copy: the caller may use its bytes again", () => {
  const stream = bodyStream(scanSteps, hold);
  const bytes = Buffer.from("0123456789abcdBA");
  assert.equal(stream.push(bytes).cleared, 12);
  bytes.fill(0);
  assert.equal(stream.push(Buffer.from("D and more")).findings.length, 1);
});

Deno.test("bodyStream() looks at a long push piece by piece", () => {
  const looked: number[] = [];
  function* noted(bytes: Uint8Array): Generator<void, Finding[], void> {
    looked.push(bytes.length);
    yield;
    return [];
  }
  const stream = bodyStream(noted, { batchBytes: 1, from: () => Infinity });
  const most = limits.streamPieceBytes;
  assert.equal(stream.push(new Uint8Array(2 * most + 5)).cleared, 2 * most + 5);
  // Each with some of what was let go before it.
  assert.deepEqual(looked, [most, most + 256, 256 + 5]);
});

Deno.test("bodyStream() tells only so many warnings, and blocks after them", () => {
  let number = 0;
  function* numbered(bytes: Uint8Array): Generator<void, Finding[], void> {
    return (yield* scanSteps(bytes)).map((found) => ({
      ...found,
      value: found.severity === "block" ? found.value : new Secret(`ODD ${number++}`),
    }));
  }
  const stream = bodyStream(numbered, hold);
  let told = 0;
  for (let i = 0; i < 2 * limits.streamWarnings; i++) {
    told += stream.push(Buffer.from("ODD words")).findings.length;
  }
  assert.equal(told, limits.streamWarnings);
  assert.deepEqual(stream.push(Buffer.from("some BAD words")).findings.map(({ kind }) => kind), [
    "BAD",
  ]);
});

Deno.test("bodyStream() scans in steps, and gives what a push in one gives", () => {
  const stream = bodyStream(scanSteps, hold);
  const bytes = Buffer.from("0123456789abcdef");
  const pushed = stepsOf(stream.pushSteps(bytes));
  assert.ok(pushed.count > 0);
  assert.deepEqual(pushed.result, bodyStream(scanSteps, hold).push(bytes));
  const ended = stepsOf(stream.endSteps());
  assert.ok(ended.count > 0);
  assert.equal(pushed.result.cleared + ended.result.cleared, bytes.length);
});
