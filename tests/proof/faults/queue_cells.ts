import { TOKEN } from "../../support/engine.ts";
import { tempFolder } from "../../support/temp_folder.ts";
import { until } from "../../support/until.ts";
import { ask } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import type { Upstreams } from "./upstream_cells.ts";
import { HOST, leftIn, startWorld } from "./world.ts";

/** Something that goes wrong with the queue's folder, and in which phase of a question. */
interface QueueFault {
  readonly row: string;
  readonly phase: "before the question" | "while it is open" | "with the answer";
  readonly allows: readonly Seen[];
  readonly does: (folder: string, id: string) => Promise<unknown>;
}

const REFUSED: readonly Seen[] = ["refused"];
const WHOLE: readonly Seen[] = ["whole"];

const write = (path: string, text: string) => Deno.writeTextFile(path, text);
const approve = async (folder: string, id: string) => {
  await write(`${folder}/.${id}`, JSON.stringify({ status: "approved", proposal_id: id }));
  await Deno.rename(`${folder}/.${id}`, `${folder}/${id}.response.json`);
};
const garbage = (what: string, make: (path: string) => Promise<unknown>): QueueFault => ({
  row: "queue holds garbage",
  phase: "while it is open",
  allows: REFUSED,
  does: (folder, id) => make(`${folder}/${id}.response.json`).then(() => what),
});

const FAULTS: readonly QueueFault[] = [
  {
    row: "queue folder is gone",
    phase: "before the question",
    allows: REFUSED,
    does: (folder) => Deno.remove(folder, { recursive: true }),
  },
  {
    row: "queue folder is a file",
    phase: "before the question",
    allows: REFUSED,
    does: async (folder) => {
      await Deno.remove(folder, { recursive: true });
      await write(folder, "no folder");
    },
  },
  {
    row: "queue folder is gone",
    phase: "while it is open",
    allows: REFUSED,
    does: (folder) => Deno.remove(folder, { recursive: true }),
  },
  {
    row: "queue folder is gone",
    phase: "with the answer",
    // The answer may have been read before the folder went.
    allows: ["whole", "refused"],
    does: async (folder, id) => {
      await approve(folder, id);
      await Deno.remove(folder, { recursive: true });
    },
  },
  {
    row: "queue cannot be archived",
    phase: "with the answer",
    allows: WHOLE,
    does: async (folder, id) => {
      await write(`${folder}/processed`, "no folder");
      await approve(folder, id);
    },
  },
  garbage("no JSON", (path) => write(path, "\0\x01{{{")),
  garbage("half of an answer", (path) => write(path, '{"status": "approved"')),
  garbage("a folder", (path) => Deno.mkdir(path)),
  garbage("a link to itself", (path) => Deno.symlink(path, path)),
  garbage("a link elsewhere", (path) => Deno.symlink("/proc/self/environ", path)),
  garbage("a huge file", (path) => Deno.truncate(path, 2 ** 33).catch(() => huge(path))),
  garbage(
    "another question's answer",
    (path) => write(path, '{"status":"approved","proposal_id":"x"}'),
  ),
  garbage("a status that is a list", (path) => write(path, '{"status":["approved"]}')),
  {
    row: "queue holds garbage",
    phase: "with the answer",
    allows: WHOLE,
    does: async (folder, id) => {
      await write(`${folder}/${crypto.randomUUID()}.response.json`, "{");
      await write(`${folder}/garbage.proposal.json`, "{");
      await write(`${folder}/${id}.response.json`, '{"status": "appr');
      await new Promise((resolve) => setTimeout(resolve, 60));
      await approve(folder, id);
    },
  },
];

/** A file of eight GiB that takes no room. */
async function huge(path: string): Promise<void> {
  await write(path, '{"status":"approved"}');
  await Deno.truncate(path, 2 ** 33);
}

/** The queue's folder fails before a question, while it is open and with its answer. */
export function queueCells({ plain }: Upstreams): readonly Cell[] {
  return FAULTS.map(({ row, phase, allows, does }) => ({
    row,
    phase,
    allows,
    run: () =>
      tempFolder(async (outer) => {
        const folder = `${outer}/queue`;
        await Deno.mkdir(folder);
        const env = {
          SUPERVISE_QUEUE_DIR: folder,
          SUPERVISE_BOTTLE_SLUG: "bottle",
          EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "1",
        };
        await using world = await startWorld({ env });
        const filed = () =>
          world.events().find(({ event }) => event === "egress_token_supervise")?.proposal;
        const isBefore = phase === "before the question";
        if (isBefore) await does(folder, "");
        const authority = `${HOST}:${plain.port}`;
        const body = `key ${TOKEN}`;
        const asked = ask(world, "absolute", { authority, path: "/asked", body });
        if (!isBefore) {
          await until(() => filed() !== undefined);
          await does(folder, String(filed()));
        }
        const seen = await asked;
        const [left] = await leftIn(world);
        return left === undefined ? seen : `wrong: ${left}` as const;
      }),
  }));
}
