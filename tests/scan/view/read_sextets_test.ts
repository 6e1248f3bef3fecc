import assert from "node:assert/strict";
import { readSextets } from "../../../lib/scan/view/read_sextets.ts";
import { asText } from "../../support/scan_samples.ts";
import { seeded } from "../../bench/conversation.ts";

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

Deno.test("readSextets() reads the same wherever signs stand among the characters", () => {
  const random = seeded(7);
  for (let round = 0; round < 500; round++) {
    const pieces = Array.from({ length: 10 + (round % 150) }, () => {
      const kind = Math.floor(random() * 12);
      return ["\n", "=", "\\n", "\\/"][kind] ?? "Zq4_"[kind % 4] ?? "";
    });
    const from = Math.floor(random() * 3);
    const text = pieces.join("");
    const sextets = new Uint8Array(text.length);
    const count = readSextets(asText(text).bytes, from, text.length, sextets);
    const wanted = text.slice(from).replace(/\\n|[\n=\\]/g, "").replace(/\//g, "_");
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const read = [...sextets.subarray(0, count)].map((value) => letters[value]).join("");
    assert.equal(read, wanted);
  }
});
