import { tools } from "../../../../lib/scan/injection/signs/tools.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("tools() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(tools);
});
