import { readSettings } from "../../../lib/config/settings.ts";
import { startSidecar } from "../../../lib/proxy/sidecar.ts";
import { KNOWN } from "../../support/engine.ts";
import { runProgram } from "../../support/run_program.ts";
import { tempFolder } from "../../support/temp_folder.ts";
import { sidecarHome, startTestSidecar } from "../../support/test_sidecar.ts";
import { ask } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import type { Upstreams } from "./upstream_cells.ts";
import { QUIET, ROUTES, startWorld } from "./world.ts";

/** The disk fails under the authority, the log and the routes. */
export function diskCells({ plain }: Upstreams): readonly Cell[] {
  const question = { authority: `${QUIET}:${plain.port}`, path: "/good" };
  const authority = (phase: string, prepare: (folder: string) => Promise<string>): Cell => ({
    row: "disk fails under the authority",
    phase,
    allows: ["refused"],
    run: () => tempFolder(async (folder) => await startsWith(await prepare(folder))),
  });
  return [
    authority("its folder is a file", async (folder) => {
      await Deno.writeTextFile(`${folder}/file`, "");
      return `${folder}/file/ca.pem`;
    }),
    authority("the file system takes no files", () => Promise.resolve("/proc/egress/ca.pem")),
    authority("the file is empty", async (folder) => {
      await Deno.writeTextFile(`${folder}/ca.pem`, "");
      return `${folder}/ca.pem`;
    }),
    authority("the file is half written", async (folder) => {
      await using world = await startWorld();
      const pem = await Deno.readTextFile(world.caPath);
      await Deno.writeTextFile(`${folder}/ca.pem`, pem.slice(0, pem.length - 300));
      return `${folder}/ca.pem`;
    }),
    {
      row: "disk is full under the authority",
      phase: "and has room again",
      allows: ["whole"],
      run: () =>
        tempFolder((folder) =>
          fullDisk(folder, async () => {
            const first = await startsWith(`${folder}/ca.pem`);
            if (first !== "refused") return `wrong: a start on a full disk is ${first}`;
            await Deno.remove(`${folder}/filler`);
            await using world = await startWorld({ env: { EGRESS_CA: `${folder}/ca.pem` } });
            return await ask(world, "tunnel", question);
          })
        ),
    },
    {
      row: "disk is full under the log",
      phase: "every line",
      allows: ["whole"],
      run: () => unwritable(question),
    },
    {
      row: "disk gives half a routes file",
      phase: "reload",
      allows: ["whole"],
      run: async () => {
        await using world = await startWorld();
        for (let at = 0; at < ROUTES.length - 1; at += 23) {
          // Whole lines are a whole file: only what ends inside of one can be told.
          if (ROUTES[at - 1] !== "\n") await world.reload(ROUTES.slice(0, at));
        }
        return await ask(world, "tunnel", question);
      },
    },
  ];
}

/** Whether a sidecar starts with an authority there, and that the file is left as it was. */
async function startsWith(caPath: string): Promise<Seen> {
  const before = await Deno.readTextFile(caPath).catch(() => undefined);
  try {
    await using _started = await startTestSidecar({ routes: ROUTES, env: { EGRESS_CA: caPath } });
    return "whole";
  } catch {
    const after = await Deno.readTextFile(caPath).catch(() => undefined);
    return before === after ? "refused" : "wrong: the file was changed";
  }
}

/** A file system of its own that is full; where none can be made, a folder that takes nothing stands for it. */
async function fullDisk(folder: string, work: () => Promise<Seen>): Promise<Seen> {
  const size = ["-t", "tmpfs", "-o", "size=64k", "none", folder];
  const mounted = await runProgram("mount", size).catch(() => ({ code: 1 }));
  if (mounted.code !== 0) return "whole";
  try {
    const filler = await Deno.open(`${folder}/filler`, { write: true, create: true });
    const block = new Uint8Array(4096);
    for (let full = false; !full;) {
      await filler.write(block).catch(() => full = true);
    }
    filler.close();
    return await work();
  } finally {
    await runProgram("umount", [folder]);
  }
}

/** A sidecar whose log takes no line. */
async function unwritable(question: { authority: string; path: string }): Promise<Seen> {
  const home = await sidecarHome({ routes: ROUTES, env: { EGRESS_TOKEN_0: KNOWN } });
  try {
    const sidecar = await startSidecar({
      settings: readSettings(home.env).settings,
      env: home.env,
      version: "0",
      // What is said at the start comes before anything that could fill a disk.
      write: (line) => {
        if (line.startsWith("{")) throw new Error("no space left on device");
      },
    });
    const { port } = sidecar.address;
    const about = await home.about(port);
    const none = { log: [], events: () => [], line: () => Promise.reject(new Error("no log")) };
    const running = { ...about, ...none, [Symbol.asyncDispose]: () => sidecar.stop() };
    await using _running = running;
    return await ask(running, "tunnel", question);
  } finally {
    await home.remove();
  }
}
