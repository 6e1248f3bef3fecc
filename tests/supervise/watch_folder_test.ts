import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { platformTimers } from "../../lib/supervise/timers.ts";
import { watchFolder, type WatchFolderOptions } from "../../lib/supervise/watch_folder.ts";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { until } from "../support/until.ts";

/** A watch that keeps the names of each notice. */
async function watched(
  folder: string,
  use: (notices: (readonly string[])[]) => Promise<void>,
  options: Partial<WatchFolderOptions> & { unsettled?: (name: string) => boolean } = {},
): Promise<void> {
  const notices: (readonly string[])[] = [];
  const unsettled = options.unsettled ?? (() => false);
  const notice = (names: readonly string[]) => void notices.push(names);
  const stop = watchFolder(folder, notice, unsettled, { timers: platformTimers, ...options });
  try {
    await use(notices);
  } finally {
    stop();
    stop();
  }
}

/** Before the slow poll, with room for a machine that is busy; the figure itself is tested end to end. */
const SOON_MS = 300;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const has = (notices: (readonly string[])[], name: string) =>
  notices.some((names) => names.includes(name));

Deno.test("watchFolder() tells at once of what is there, and soon of what comes", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/there`, "");
    await watched(folder, async (notices) => {
      await until(() => has(notices, "there"));
      await Deno.writeTextFile(`${folder}/.beside`, "text");
      await Deno.rename(`${folder}/.beside`, `${folder}/renamed`);
      const came = performance.now();
      await until(() => has(notices, "renamed"));
      const took = performance.now() - came;
      assert.ok(took < SOON_MS, `${took} ms`);
    });
  });
});

Deno.test("watchFolder() tells of names that go, to the last one and with their folder", async () => {
  await tempFolder(async (parent) => {
    const folder = `${parent}/queue`;
    await Deno.mkdir(folder);
    await Deno.writeTextFile(`${folder}/file`, "");
    await watched(folder, async (notices) => {
      await until(() => has(notices, "file"));
      await Deno.remove(`${folder}/file`);
      await until(() => notices.at(-1)?.length === 0);
      await Deno.writeTextFile(`${folder}/file`, "");
      await until(() => notices.at(-1)?.length === 1);
      await Deno.remove(folder, { recursive: true });
      await until(() => notices.at(-1)?.length === 0);
    });
  });
});

Deno.test("watchFolder() reads names seldom while nothing changes", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await watched(folder, async (notices) => {
      await sleep(3 * limits.queuePollMs);
      // Twice for the first change, then with the slow poll.
      assert.ok(notices.length >= 3 && notices.length <= 6, `${notices.length}`);
    });
  });
});

Deno.test("watchFolder() looks again soon at what may still change", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/half`, "");
    await watched(folder, async (notices) => {
      await sleep(10 * limits.queueStampMs);
      assert.ok(notices.length >= 5, `${notices.length}`);
    }, { unsettled: (name) => name === "half" });
  });
});

Deno.test("watchFolder() sees a change right behind its reading, which changes no coarse stamp", async () => {
  await tempFolder(async (folder) => {
    let stamp = "first";
    const stampOf = () => Promise.resolve(stamp);
    await watched(folder, async (notices) => {
      // Behind the readings of the start.
      await sleep(3 * limits.queueStampMs);
      await Deno.writeTextFile(`${folder}/one`, "");
      stamp = "second";
      await until(() => has(notices, "one"));
      await Deno.writeTextFile(`${folder}/two`, "");
      const came = performance.now();
      await until(() => has(notices, "two"));
      const took = performance.now() - came;
      assert.ok(took < SOON_MS, `${took} ms`);
    }, { stampOf });
  });
});

Deno.test("watchFolder() looks by and by where time stamps stand still", async () => {
  await tempFolder(async (folder) => {
    await watched(folder, async (notices) => {
      await sleep(3 * limits.queueStampMs);
      await Deno.writeTextFile(`${folder}/later`, "");
      const came = performance.now();
      await until(() => has(notices, "later"));
      const took = performance.now() - came;
      assert.ok(took < 600, `${took} ms`);
    }, { stampOf: () => Promise.resolve("always this") });
  });
});

Deno.test("watchFolder() watches a folder that comes, goes, comes back and is exchanged", async () => {
  await tempFolder(async (parent) => {
    const folder = `${parent}/queue`;
    await watched(folder, async (notices) => {
      for (const name of ["new", "back"]) {
        await Deno.mkdir(folder);
        await Deno.writeTextFile(`${folder}/${name}`, "");
        await until(() => has(notices, name));
        await Deno.remove(folder, { recursive: true });
        await sleep(2 * limits.queueStampMs);
      }
      await Deno.mkdir(folder);
      await Deno.rename(folder, `${parent}/old`);
      await Deno.mkdir(folder);
      await Deno.writeTextFile(`${parent}/old/wrong`, "");
      await Deno.writeTextFile(`${folder}/right`, "");
      await until(() => has(notices, "right"));
      assert.equal(has(notices, "wrong"), false);
    });
  });
});

testWith([findProgram("mkfifo")], "watchFolder() is not stopped by a pipe", async () => {
  await tempFolder(async (folder) => {
    await watched(folder, async (notices) => {
      await runFound(findProgram("mkfifo"), [`${folder}/pipe`]);
      await until(() => has(notices, "pipe"));
      await Deno.writeTextFile(`${folder}/behind`, "");
      await until(() => has(notices, "behind"));
    });
  });
});

Deno.test("watchFolder() says nothing after its stop, which may come at any moment", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    let notices = 0;
    for (const delay of [undefined, 0, 1, 2, 5, limits.queueStampMs]) {
      const timers = platformTimers;
      const stop = watchFolder(folder, () => notices++, () => true, { timers });
      if (delay !== undefined) await sleep(delay);
      stop();
      const before = notices;
      await Deno.writeTextFile(`${folder}/another${delay}`, "text");
      await sleep(2 * limits.queueStampMs);
      assert.equal(notices, before);
    }
  });
});
