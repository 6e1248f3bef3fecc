import { disclosure } from "../../../../lib/scan/injection/signs/disclosure.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("disclosure() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(disclosure);
});
