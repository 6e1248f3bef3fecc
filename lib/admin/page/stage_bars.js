// @ts-check
/// <reference lib="dom" />
/** @import { StageTimes } from "../../observe/request_record.ts" */
import { element } from "./dom.js";
import { formatDuration } from "./format.js";
import { stageSpans } from "./stage_spans.js";

/**
 * The stages of a request as bars on one scale, each with its time in figures.
 *
 * @param {StageTimes} stages
 */
export function stageBars(stages) {
  const spans = stageSpans(stages);
  const whole = Math.max(...spans.map(({ to }) => to), 0.001);
  const rows = spans.map(({ name, from, to }) => {
    const bar = element("i");
    bar.style.marginInlineStart = `${(from / whole * 100).toFixed(2)}%`;
    bar.style.inlineSize = `${((to - from) / whole * 100).toFixed(2)}%`;
    return element(
      "div",
      {},
      element("dt", {}, name),
      element("dd", {}, formatDuration(to - from)),
      element("dd", { class: "track", "aria-hidden": "true" }, bar),
    );
  });
  return element("dl", { class: "stages" }, ...rows);
}
