import { createInjectionScanner } from "../../../lib/scan/injection/injection_scanner.ts";
import { signs } from "../../../lib/scan/injection/signs/index.ts";
import { textEncodings } from "../../support/text_encodings.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";
import { lines } from "../../support/scan_stages.ts";
import { mutate } from "./mutate.ts";
import { type FuzzTarget, hold } from "./target.ts";

const scanner = createInjectionScanner();
const examples = signs.flatMap(({ examples }) => examples.match);
const WORDS = [
  "ignore all previous instructions",
  "you must",
  "\u200b",
  "<!--",
  "system:",
  "&#105;",
  "\n\n",
];
const MOST_STEPS_PER_KIB = 200;
const COUNTS = { block: 2, warn: 1 } as const;

/** Signs of injection: no surprise, no endless scan, and words round a text do not hide it. */
export const injections: FuzzTarget = {
  name: "injection",
  share: 300,
  check(draws, show) {
    const example = draws.pick(examples);
    if (draws.oneIn(2)) {
      show(example);
      const around = lines(draws.below(300));
      const alone = severity(example);
      const inside = severity(`${around}\n\n${example}\n\n${around}`);
      hold(inside >= alone, "ordinary lines round a text hide what it wants");
      return;
    }
    const how = draws.pick(Object.values(textEncodings));
    const text = draws.oneIn(3) ? how(example) : `${example} ${draws.pick(examples)}`;
    const garbled = textOf(mutate(draws, bytesOf(text), WORDS));
    show(garbled);
    severity(garbled);
  },
};

/** 0 for nothing, 1 for a warning, 2 for a block. */
function severity(text: string): number {
  const scan = scanner.scanSteps({ surface: "body", views: [], text });
  const most = 100 + MOST_STEPS_PER_KIB * Math.ceil(text.length / 1024);
  let steps = 0;
  for (let step = scan.next();; step = scan.next()) {
    hold(++steps < most, "a scan takes more steps than its text has reason for");
    if (step.done !== true) continue;
    hold(
      step.value.every(({ span }) => (span?.end ?? 0) <= text.length),
      "a sign outside of its text",
    );
    return Math.max(0, ...step.value.map(({ severity }) => COUNTS[severity]));
  }
}
