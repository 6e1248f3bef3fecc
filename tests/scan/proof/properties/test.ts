import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { limits } from "../../../../lib/limits.ts";
import type { Finding } from "../../../../lib/scan/finding.ts";
import { bodyDetectors } from "../../../../lib/scan/scan_bytes.ts";
import { conversation } from "../../../bench/conversation.ts";
import { benignLines } from "../../../eval/benign_lines.ts";
import { type Seeded, seeded } from "../../../eval/seeded.ts";
import { bodyEncodings } from "../../../support/body_encodings.ts";
import {
  isFound,
  moreSamples,
  ruleSamples,
  secretSamples,
} from "../../../support/proof_samples.ts";
import { inBody, inText, proofEngine } from "../../../support/proof_scan.ts";
import { textEncodings } from "../../../support/text_encodings.ts";
import { bytesOf } from "../../../support/wire_bytes.ts";

// Law: encoding a text, cutting it into pieces and writing something round it never weaken the verdict.

const samples = [...ruleSamples, ...moreSamples, ...secretSamples];

/** The same on every run with the same seed; what failed is named by its round. */
const ROUNDS = 400;

/** Encodings that are two in one: four levels are undone in all. */
const levels = (how: string): number => /twice|gzip/.test(how) ? 2 : 1;

/** Up to three encodings, of at most four levels. */
function someEncodings(random: Seeded): readonly string[] {
  const chosen: string[] = [];
  let left = 4;
  for (let more = random.below(3); more >= 0; more--) {
    const how = random.pick(Object.keys(textEncodings).filter((name) => levels(name) <= left));
    chosen.push(how);
    left -= levels(how);
    if (left === 0) break;
  }
  return chosen;
}

const encoded = (text: string, ways: readonly string[]): string =>
  ways.reduce((inner, how) => textEncodings[how]?.(inner) ?? inner, text);

Deno.test("scan() finds every rule's examples under encodings in any order", () => {
  const random = seeded(5);
  const missed: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sample = random.pick(samples);
    const ways = someEncodings(random);
    const findings = inText(`Dear reader, ${encoded(sample.text, ways)} from the writer`);
    if (!isFound(sample, findings)) missed.push(`${sample.name}: ${ways.join(", then ")}`);
  }
  assert.deepEqual(missed, []);
});

Deno.test("scanBytes() finds every rule's examples under encodings in a body of any coding", async () => {
  const random = seeded(6);
  const missed: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sample = random.pick(samples);
    const ways = someEncodings(random);
    const [how, encode] = random.pick(Object.entries(bodyEncodings));
    const findings = await inBody(
      encode(`Dear reader, ${encoded(sample.text, ways)} from the writer`),
    );
    if (!isFound(sample, findings)) {
      missed.push(`${sample.name}: ${ways.join(", then ")} in ${how}`);
    }
  }
  assert.deepEqual(missed, []);
});

const AROUND = [["\n", "\n"], ["\r\n", "\r\n"], [' "', '", '], [" (", ") "], [" ", ". "]] as const;

Deno.test("scan() finds every rule's examples in the middle of ordinary lines", () => {
  const random = seeded(7);
  const lines = [...benignLines(random, 20)].map(([, line]) => latin1(line));
  const missed: string[] = [];
  for (const sample of samples) {
    const [before, after] = [random.pick(lines), random.pick(lines)];
    for (const [left, right] of AROUND) {
      const text = `${before}${left}${sample.text}${right}${after}`;
      if (!isFound(sample, inText(text))) missed.push(`${sample.name} between${left}and${right}`);
    }
  }
  assert.deepEqual(missed, []);
});

function alarms(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ reason }) => reason);
}

Deno.test("scan() finds nothing in ordinary lines under encodings in any order", () => {
  const random = seeded(8);
  for (const [name, line] of benignLines(random, 60)) {
    const ways = someEncodings(random);
    const found = inText(`Dear reader, ${encoded(latin1(line), ways)} from the writer`);
    assert.deepEqual(alarms(found), [], `${name}, ${ways.join()}: ${line}`);
  }
});

Deno.test("scanBytes() finds nothing in ordinary lines in a body of any coding", async () => {
  const random = seeded(9);
  const lines = [...benignLines(random, 12)].map(([, line]) => latin1(line));
  for (const [how, encode] of Object.entries(bodyEncodings)) {
    for (const line of lines) {
      // A word such as "password" right before random bytes: these are taken for its value.
      if (how === "binary" && line.includes("<password>")) continue;
      assert.deepEqual(alarms(await inBody(encode(line))), [], `${how}: ${line}`);
    }
    assert.deepEqual(alarms(await inBody(encode(lines.join("\n")))), [], how);
  }
});

Deno.test("stream() comes to the verdict on the whole, however the body is cut", () => {
  const random = seeded(10);
  const filler = conversation(400_000, 3);
  for (let round = 0; round < 40; round++) {
    const sample = random.pick(samples);
    const ways = someEncodings(random);
    const written = encoded(sample.text, ways);
    // Every other time it stands across the place where the stream first looks.
    const isAcross = round % 2 === 1;
    const at = isAcross
      ? Math.max(0, limits.streamPieceBytes - 1 - random.below(written.length))
      : random.below(filler.length);
    const text = `${filler.slice(0, at)} ${written} ${filler.slice(at)}`;
    const told = streamed(text, random, isAcross ? text.length : random.pick([1_000, 60_000]));
    const name = `${sample.name}, ${ways.join()} at ${at}`;
    // Half of a token may be found before the rest is there, by a rule that has another name for it.
    assert.ok(told.findings.some(({ severity }) => severity === "block"), name);
    assert.ok(told.out.length <= at + 1 && text.startsWith(told.out), name);
  }
  const clean = streamed(filler, random, 60_000);
  assert.deepEqual(clean.findings, []);
  assert.ok(clean.out === filler);
});

/** Pushes a text in pieces of up to so many bytes; in one piece if it is no longer. */
function streamed(text: string, random: Seeded, longest: number) {
  const stream = proofEngine.stream("body", { detectors: bodyDetectors, surfaceKind: "body" });
  const bytes = bytesOf(text);
  const steps = [];
  for (let at = 0; at < bytes.length;) {
    const to = longest >= bytes.length ? bytes.length : at + 1 + random.below(longest);
    steps.push(stream.push(bytes.subarray(at, to)));
    at = to;
  }
  steps.push(stream.end());
  return {
    findings: steps.flatMap(({ findings }) => findings),
    out: text.slice(0, steps.reduce((sum, { cleared }) => sum + cleared, 0)),
  };
}

function latin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
