import { bodyDetectors, scanBytesSteps } from "../../../lib/scan/scan_bytes.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { limits } from "../../../lib/limits.ts";
import { bodyEncodings } from "../../support/body_encodings.ts";
import { proofEngine } from "../../support/proof_scan.ts";
import { lines, stream } from "../../support/scan_stages.ts";
import { textOf } from "../../support/wire_bytes.ts";
import { mutate, pieces } from "./mutate.ts";
import { encoded, isGone, someEncodings, someSample, wordsAround } from "./secret_texts.ts";
import { type FuzzTarget, hold } from "./target.ts";

const codings = Object.entries(bodyEncodings);

/** A body that streams passes only where the same body passes whole, and passes byte for byte. */
export const streams: FuzzTarget = {
  name: "streamed bodies",
  share: 180,
  async check(draws, show) {
    const sample = someSample(draws);
    const ways = someEncodings(draws, 2);
    // Where nothing is packed, what is out can be read.
    const [coding, encode] = draws.pick(draws.oneIn(3) ? codings.slice(0, 2) : codings);
    const hasSecret = !draws.oneIn(3);
    const secret = encoded(sample.text, ways);
    const said = hasSecret ? wordsAround(draws)(secret) : "nothing to see";
    // A stream is looked at by pieces, whose border then lies in what is said.
    const border = limits.streamPieceBytes - draws.below(said.length + 1);
    const filler = lines(draws.oneIn(3) ? border : draws.below(500));
    const sent = encode(`${filler}\n${said}\n${filler}`);
    const isMutated = draws.oneIn(4);
    const bytes = isMutated
      ? mutate(draws, sent.bytes, ["\0", "PK\x03\x04", "\x1f\x8b\x08"])
      : sent.bytes;
    show(`${sample.name}: ${ways.join(", then ")} in ${coding}, ${bytes.length} bytes`);

    const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
    const whole = await runSteps(scanBytesSteps(proofEngine, bytes, sent.about, options));
    const cut = draws.oneIn(2) ? [bytes] : pieces(draws, bytes);
    const streamed = await stream(cut, sent.about, "refuse", proofEngine);
    hold(streamed.held <= limits.streamHeldBytes, "a streamed body holds more than it may");
    if (passes(streamed)) {
      hold(textOf(streamed.clean) === textOf(bytes), "a body that passes is not what was sent");
      hold(
        passes(whole, "escapes"),
        `${coding}: a body passes as a stream that is stopped whole`,
      );
    }
    if (!hasSecret && !isMutated) {
      hold(passes(whole), `${coding}: a body with nothing in it is stopped`);
    }
    if (hasSecret && !passes(streamed)) {
      const around = textOf(encode(filler).bytes);
      const isOut = [sample.value, secret].some((text) => !isGone(text, streamed.clean, around));
      hold(!isOut, "a part of a value is out before it is found");
    }
  },
};

/** @param unseen a view of held bodies that streams do not have: what shows only there may pass in one */
function passes(
  { findings, refused }: {
    readonly findings: readonly { readonly severity: string; readonly views: readonly string[] }[];
    readonly refused: string | undefined;
  },
  unseen?: string,
): boolean {
  return refused === undefined &&
    findings.every(({ severity, views }) =>
      severity !== "block" || (unseen !== undefined && views.includes(unseen))
    );
}
