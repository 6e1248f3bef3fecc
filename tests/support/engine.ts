import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { Secret } from "../../lib/secret.ts";

/** A dummy of a vendor's token, of a rule that has a shape of its own. */
export const TOKEN = dummy("ghp_<x36>");

/** A value that `testEngine` knows as the secret `EGRESS_TOKEN_0`. */
export const KNOWN = dummy("<x40>");

let engine: Engine | undefined;

/** All rules and the one known secret; built once, since that takes some tens of milliseconds. */
export function testEngine(): Engine {
  return engine ??= createEngine({
    rules,
    secrets: [{ name: "EGRESS_TOKEN_0", value: new Secret(KNOWN) }],
  });
}
