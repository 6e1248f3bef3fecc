import { override } from "../../../../lib/scan/injection/signs/override.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("override() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(override);
});
