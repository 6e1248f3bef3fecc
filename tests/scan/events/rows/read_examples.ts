import assert from "node:assert/strict";
import type { DeltaRow, EventTexts } from "../../../../lib/scan/events/event_texts.ts";
import { deltaRows, textDeltas } from "../../../../lib/scan/events/text_deltas.ts";

/** Every example of a row reads as it says, by the row and by all rows together. */
export function readExamples(row: DeltaRow): void {
  assert.ok(row.examples.length > 0 && row.source !== "");
  assert.ok(deltaRows.includes(row));
  for (const { event, name = "", adds = [], wholes = [], ends = [] } of row.examples) {
    const expected = [
      ...adds.map(([channel, text]) => ({ channel, text, isWhole: false })),
      ...wholes.map(([channel, text]) => ({ channel, text, isWhole: true })),
    ];
    const label = JSON.stringify(event);
    const same = (texts: EventTexts | undefined) =>
      assert.deepEqual(texts, { pieces: expected, ended: ends }, label);
    same(row.read(event, name));
    same(textDeltas(JSON.stringify(event), name));
  }
}
