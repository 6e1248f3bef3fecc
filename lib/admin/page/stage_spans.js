// @ts-check
/** @import { StageTimes } from "../../observe/request_record.ts" */

/**
 * The stages of a request as spans, one after the other, in milliseconds from its start. A stage that
 * did not come is left out.
 *
 * @param {StageTimes} stages
 * @returns {{ name: string, from: number, to: number }[]}
 */
export function stageSpans({ judged_ms, held_ms, connected_ms, head_ms, first_byte_ms, end_ms }) {
  const spans = [];
  let from = 0;
  /** @type {readonly (readonly [string, number | null])[]} */
  const marks = [
    ["judge", judged_ms === null || held_ms === null ? null : Math.max(0, judged_ms - held_ms)],
    [held_ms === null ? "judge" : "held", judged_ms],
    ["connect", connected_ms],
    ["wait for the answer", head_ms],
    ["screen its beginning", first_byte_ms],
    ["relay", end_ms],
  ];
  for (const [name, to] of marks) {
    if (to === null || to < from) continue;
    spans.push({ name, from, to });
    from = to;
  }
  return spans;
}
