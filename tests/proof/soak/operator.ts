import type { Draws } from "../fuzz/draws.ts";

const EVERY_MS = 50;

/** Answers some of the open questions of a queue, as they come, until it is told to stop. */
export async function runOperator(
  folder: string,
  draws: Draws,
  stopped: () => boolean,
): Promise<number> {
  let answered = 0;
  while (!stopped()) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    for (const id of openIds(folder)) {
      if (draws.oneIn(2)) continue;
      const status = draws.oneIn(10) ? "approved" : "rejected";
      await Deno.writeTextFile(`${folder}/.${id}`, JSON.stringify({ status, proposal_id: id }));
      await Deno.rename(`${folder}/.${id}`, `${folder}/${id}.response.json`);
      answered++;
    }
  }
  return answered;
}

/** Proposals that stand in the folder. */
export function openIds(folder: string): readonly string[] {
  const end = ".proposal.json";
  return [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => !name.startsWith(".") && name.endsWith(end))
    .map((name) => name.slice(0, -end.length));
}
