import { bodyDetectors } from "../../../lib/scan/scan_bytes.ts";
import { bodyEncodings } from "../../support/body_encodings.ts";
import { isFound } from "../../support/proof_samples.ts";
import { inBody, inText, proofEngine } from "../../support/proof_scan.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";
import type { Draws } from "./draws.ts";
import { joined, mutate } from "./mutate.ts";
import { encoded, someEncodings, someSample, wordsAround } from "./secret_texts.ts";
import { type FuzzTarget, hold } from "./target.ts";

const codings = Object.entries(bodyEncodings);

/** Encodings never weaken a verdict, in a text or in a body of any coding. */
export const detectors: FuzzTarget = {
  name: "detectors, encoded",
  share: 400,
  async check(draws, show) {
    const sample = someSample(draws);
    const ways = someEncodings(draws);
    const [coding, encode] = draws.pick(codings);
    const inCoding = draws.oneIn(3);
    show(`${sample.name}: ${ways.join(", then ")}${inCoding ? ` in ${coding}` : ""}`);
    const around = wordsAround(draws);
    const text = around(encoded(sample.text, ways));
    if (!isFound(sample, inText(around(sample.text)))) return;
    const findings = inCoding ? await inBody(encode(text)) : inText(text);
    const where = `${sample.name} under ${ways.join(", then ")}`;
    hold(isFound(sample, findings), `${where}${inCoding ? ` in ${coding}` : ""} is not found`);
  },
};

const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
/** Steps of a scan for so many bytes: twice what the slowest texts of the benchmarks take. */
const MOST_STEPS_PER_KIB = 200;

/** Garbage made of tokens and their pieces: no surprise, no endless scan, no value in what is told. */
export const garbage: FuzzTarget = {
  name: "detectors, garbage",
  share: 200,
  check(draws, show) {
    const text = textOf(garbled(draws));
    show(text);
    const scan = proofEngine.scanSteps({ surface: "body", views: [], text }, options);
    const most = 100 + MOST_STEPS_PER_KIB * Math.ceil(text.length / 1024);
    let steps = 0;
    for (let step = scan.next();; step = scan.next()) {
      hold(++steps < most, "a scan takes more steps than its text has reason for");
      if (step.done !== true) continue;
      for (const { value, context, reason, span } of step.value) {
        const shown = value?.reveal();
        if (shown === undefined) continue;
        const isLong = shown.length >= 12;
        hold(
          !isLong || !`${context}${reason}`.includes(shown),
          "a value stands in what is told of it",
        );
        const inside = span === undefined || (span.start <= span.end && span.end <= text.length);
        hold(inside, "a finding stands outside of its text");
      }
      return;
    }
  },
};

function garbled(draws: Draws): Uint8Array {
  const parts = Array.from({ length: 1 + draws.below(4) }, () => {
    const { text, value } = someSample(draws);
    const bytes = bytesOf(encoded(text, someEncodings(draws)));
    return mutate(draws, bytes, [
      value.slice(0, 8),
      value.slice(-8),
      "token=",
      "\u200b",
      "==",
      "eyJ",
    ]);
  });
  return joined(...parts);
}
