import assert from "node:assert/strict";
import {
  digitsForLetters,
  lettersForDigits,
} from "../../../lib/scan/injection/digits_for_letters.ts";
import { proveSigns } from "../../support/prove_signs.ts";

Deno.test("digitsForLetters() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns([digitsForLetters]);
});

Deno.test("lettersForDigits() reads words with digits in them, and leaves numbers alone", () => {
  assert.equal(
    lettersForDigits("1gn0r3 4ll pr3v10us in 2024 or 10", 0),
    "ignore all previous in 2024 or 10",
  );
});

Deno.test("lettersForDigits() reads what stands round the word only", () => {
  const text = `${"x".repeat(1000)} 1gn0r3 ${"y".repeat(1000)}`;
  assert.ok(lettersForDigits(text, 1001).length < 700);
});
