/**
 * One input again, with the whole error: `deno run -A tests/proof/fuzz/replay.ts TARGET SEED`, as a
 * failure names them. What is thrown may quote the input, so this is for a person at a terminal.
 */
import { drawsOf } from "./draws.ts";
import { shapeOf } from "./shape_of.ts";
import { fuzzTargets } from "./targets.ts";

const [name, seed] = Deno.args;
const target = fuzzTargets().find((one) => one.name === name);
if (target === undefined || seed === undefined) {
  const names = fuzzTargets().map((one) => `  ${one.name}`).join("\n");
  console.error(`usage: replay.ts TARGET SEED, with a TARGET of\n${names}`);
  Deno.exit(2);
}
try {
  await target.check(drawsOf(Number(seed)), (input) => console.log(shapeOf(input)));
  console.log("nothing failed");
} finally {
  await target.close?.();
}
