import { languages } from "../../../../lib/scan/injection/signs/languages.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("languages() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(languages);
});
