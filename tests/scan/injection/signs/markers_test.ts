import { markers } from "../../../../lib/scan/injection/signs/markers.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("markers() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(markers);
});
