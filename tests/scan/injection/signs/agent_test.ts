import { agent } from "../../../../lib/scan/injection/signs/agent.ts";
import { proveSigns } from "../../../support/prove_signs.ts";

Deno.test("agent() shows in its examples, in no counter-example, and never stalls", () => {
  proveSigns(agent);
});
