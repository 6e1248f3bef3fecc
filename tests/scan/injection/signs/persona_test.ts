import { persona } from "../../../../lib/scan/injection/signs/persona.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("persona() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(persona);
});
