import assert from "node:assert/strict";
import { readSextets } from "../../../lib/scan/view/read_sextets.ts";
import { asText } from "../../support/scan_samples.ts";

Deno.test("readSextets() leaves out line ends, written ones too, padding and backslashes", () => {
  const text = "QU\nJD\\nRU\\r\\nZH\\/==\r\nA-";
  const sextets = new Uint8Array(text.length);
  const count = readSextets(asText(text).bytes, 0, text.length, sextets);
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-/";
  assert.equal(
    [...sextets.subarray(0, count)].map((value) => letters[value]).join(""),
    "QUJDRUZH/A-",
  );
});
