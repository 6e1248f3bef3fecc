import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { areThereOnlookers, openOnlookers } from "../../lib/proxy/onlookers.ts";
import { createTable } from "../../lib/policy/table.ts";
import { denied } from "../support/denied.ts";
import { testObserver } from "../support/observed_requests.ts";
import { tempFolder } from "../support/temp_folder.ts";

const NONE = { learnPath: undefined, recordPath: undefined, tracing: false };

function testOnlookers(
  settings: Partial<Parameters<typeof openOnlookers>[0]>,
  ready: () => Promise<unknown> = () => Promise.resolve(),
) {
  const observed = testObserver();
  const live = {
    current: { log: 0 as const, table: createTable([]), notes: [] },
    load: () => Promise.resolve(false),
    onChange: () => () => {},
  };
  const tools = {
    redact: (text: string) => text,
    turn: () => () => {},
    ready,
    write() {},
    live,
    version: "0.0.0",
  };
  const opened = openOnlookers({ ...NONE, ...settings }, observed.observer, tools);
  return { ...observed, opened };
}

Deno.test("areThereOnlookers() is true for each that the settings ask for", () => {
  assert.equal(areThereOnlookers(NONE), false);
  assert.equal(areThereOnlookers({ ...NONE, learnPath: "/l" }), true);
  assert.equal(areThereOnlookers({ ...NONE, recordPath: "/r" }), true);
  assert.equal(areThereOnlookers({ ...NONE, tracing: true }), true);
});

Deno.test("openOnlookers() learns into the file, and writes it at the stop", async () => {
  await tempFolder(async (folder) => {
    const test = testOnlookers({ learnPath: `${folder}/learned.yaml` });
    const onlookers = await test.opened;
    denied(test, "/items/17");
    assert.equal((await onlookers.learned?.())?.routes[0]?.host, "api.test");
    onlookers.forget();
    await onlookers.stop();
    assert.match(await Deno.readTextFile(`${folder}/learned.yaml`), /api\.test/);
  });
});

Deno.test("openOnlookers() records into the file, and traces beside it", async () => {
  await tempFolder(async (folder) => {
    const test = testOnlookers({ recordPath: `${folder}/record.jsonl`, tracing: true });
    const onlookers = await test.opened;
    denied(test, "/items/17");
    await onlookers.stop();
    assert.match(await Deno.readTextFile(`${folder}/record.jsonl`), /"path":"\/items\/17"/);
  });
});

Deno.test("openOnlookers() shows nothing before redaction knows what it looks for", async () => {
  await tempFolder(async (folder) => {
    const files = { learnPath: `${folder}/learned.yaml`, recordPath: `${folder}/record.jsonl` };
    const test = testOnlookers(files, () => Promise.reject(new Error("expected")));
    const onlookers = await test.opened;
    denied(test, "/items/17");
    await onlookers.stop();
    assert.doesNotMatch(await Deno.readTextFile(files.learnPath), /items/);
    assert.match(
      await Deno.readTextFile(files.recordPath),
      /^\{"v":1,"time":"[^"]*","lost":1\}\n$/,
    );
  });
});

Deno.test("openOnlookers() has nothing to tell where nothing is asked for", async () => {
  const onlookers = await testOnlookers({}).opened;
  assert.equal(onlookers.learned, undefined);
  onlookers.forget();
  await onlookers.stop();
});

Deno.test("openOnlookers() is a start error where a file cannot be used", async () => {
  await assert.rejects(testOnlookers({ learnPath: "/dev/null/x" }).opened, ConfigError);
});
