import assert from "node:assert/strict";
import { platformTimers } from "../../lib/supervise/timers.ts";
import { watchFolder, type WatchFolderOptions } from "../../lib/supervise/watch_folder.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { until } from "../support/until.ts";

const NEVER_MS = 60_000;

/** A watch that collects names; the poll is as good as off unless told otherwise. */
async function watched(
  folder: string,
  use: (seen: Set<string>, watchers: Deno.FsWatcher[]) => Promise<void>,
  options: Partial<WatchFolderOptions> = {},
): Promise<void> {
  const seen = new Set<string>();
  const watchers: Deno.FsWatcher[] = [];
  const stop = watchFolder(folder, (names) => names.forEach((name) => seen.add(name)), {
    timers: platformTimers,
    pollMs: NEVER_MS,
    watch(path) {
      const watcher = Deno.watchFs(path, { recursive: false });
      watchers.push(watcher);
      return watcher;
    },
    ...options,
  });
  try {
    await use(seen, watchers);
  } finally {
    stop();
    stop();
  }
}

const noEvents = () => {
  throw new Error("no watcher here");
};

Deno.test("watchFolder() tells at once of what is there and of what comes", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/there`, "");
    await watched(folder, async (seen, watchers) => {
      await until(() => seen.has("there") && watchers.length === 1);
      await Deno.writeTextFile(`${folder}/.beside`, "text");
      await Deno.rename(`${folder}/.beside`, `${folder}/renamed`);
      await until(() => seen.has("renamed"));
      seen.clear();
      await Deno.writeTextFile(`${folder}/there`, "more");
      await until(() => seen.has("there"));
    });
  });
});

Deno.test("watchFolder() polls where there are no events", async () => {
  await tempFolder(async (folder) => {
    await watched(folder, async (seen) => {
      await Deno.writeTextFile(`${folder}/later`, "");
      await until(() => seen.has("later"));
    }, { watch: noEvents, pollMs: 5 });
  });
});

Deno.test("watchFolder() replaces a watcher that dies", async () => {
  await tempFolder(async (folder) => {
    await watched(folder, async (seen, watchers) => {
      await until(() => watchers.length === 1);
      watchers[0]?.close();
      await until(() => watchers.length === 2);
      seen.clear();
      await Deno.writeTextFile(`${folder}/behind`, "");
      await until(() => seen.has("behind"));
    }, { pollMs: 20 });
  });
});

Deno.test("watchFolder() watches a folder again that was removed and came back", async () => {
  await tempFolder(async (parent) => {
    const folder = `${parent}/queue`;
    await Deno.mkdir(folder);
    await watched(folder, async (seen, watchers) => {
      await until(() => watchers.length === 1);
      await Deno.remove(folder, { recursive: true });
      await new Promise((resolve) => setTimeout(resolve, 50));
      await Deno.mkdir(folder);
      await until(() => watchers.length === 2);
      await Deno.writeTextFile(`${folder}/back`, "");
      await until(() => seen.has("back"));
    }, { pollMs: 20 });
  });
});

Deno.test("watchFolder() watches the folder that has the name now", async () => {
  await tempFolder(async (parent) => {
    const folder = `${parent}/queue`;
    await Deno.mkdir(folder);
    await watched(folder, async (seen, watchers) => {
      await until(() => watchers.length === 1);
      await Deno.rename(folder, `${parent}/old`);
      await Deno.mkdir(folder);
      await until(() => watchers.length === 2);
      await Deno.writeTextFile(`${parent}/old/wrong`, "");
      await Deno.writeTextFile(`${folder}/right`, "");
      await until(() => seen.has("right"));
      assert.equal(seen.has("wrong"), false);
    }, { pollMs: 20 });
  });
});

Deno.test("watchFolder() waits for a folder that is not there yet", async () => {
  await tempFolder(async (parent) => {
    await watched(`${parent}/queue`, async (seen) => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await Deno.mkdir(`${parent}/queue`);
      await Deno.writeTextFile(`${parent}/queue/new`, "");
      await until(() => seen.has("new"));
    }, { pollMs: 5 });
  });
});

Deno.test("watchFolder() is not woken by its own reading", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "text");
    let notices = 0;
    const stop = watchFolder(folder, () => {
      notices++;
      void Deno.readTextFile(`${folder}/file`);
    }, { timers: platformTimers, pollMs: NEVER_MS });
    await until(() => notices > 0);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(notices, 1);
    stop();
  });
});

Deno.test("watchFolder() says nothing after its stop, which may come at any moment", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    let notices = 0;
    for (const delay of [undefined, 0, 1, 2, 5]) {
      const stop = watchFolder(folder, () => notices++, { timers: platformTimers, pollMs: 1 });
      if (delay !== undefined) await new Promise((resolve) => setTimeout(resolve, delay));
      stop();
      const before = notices;
      await Deno.writeTextFile(`${folder}/file`, "text");
      await new Promise((resolve) => setTimeout(resolve, 10));
      assert.equal(notices, before);
    }
  });
});
