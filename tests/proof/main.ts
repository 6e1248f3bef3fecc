/**
 * The proof: `deno task proof [--quick] [--only NAME]… [--seed N]` runs every section in turn and
 * prints what was tried and what got through, as Markdown. Exit code 0: nothing did; 1: something
 * did; 2: wrong use.
 */
import { holds, report } from "./report.ts";
import { sections } from "./sections.ts";

const USAGE = `Use: deno task proof [--quick] [--only ${
  Object.keys(sections).join("|")
}]… [--seed N]`;

async function main(args: readonly string[]): Promise<number> {
  const chosen: string[] = [];
  let quick = false;
  let seed = 1;
  for (let at = 0; at < args.length; at++) {
    const value = args[at + 1] ?? "";
    if (args[at] === "--quick") quick = true;
    else if (args[at] === "--only" && Object.hasOwn(sections, value)) chosen.push(args[++at] ?? "");
    else if (args[at] === "--seed" && /^\d+$/.test(value)) seed = Number(args[++at]);
    else {
      console.error(USAGE);
      return 2;
    }
  }
  console.log(`# Proof\n\nDeno ${Deno.version.deno}, seed ${seed}${quick ? ", quick" : ""}.\n`);
  const wrong: string[] = [];
  for (const [name, load] of Object.entries(sections)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    const begun = performance.now();
    const section = await (await load()).run({ quick, seed });
    console.log(report(section));
    console.log(`${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);
    if (!holds(section)) wrong.push(name);
  }
  console.log(wrong.length === 0 ? "Nothing got through." : `Wrong: ${wrong.join(", ")}.`);
  return wrong.length === 0 ? 0 : 1;
}

Deno.exit(await main(Deno.args));
