import assert from "node:assert/strict";
import { ConfigError } from "../../../lib/config/config_error.ts";
import { limits } from "../../../lib/limits.ts";
import { openRecorder, type RecorderOptions } from "../../../lib/observe/record/recorder.ts";
import { createTable } from "../../../lib/policy/table.ts";
import { denied } from "../../support/denied.ts";
import { manualTimers } from "../../support/manual_timers.ts";
import { testObserver } from "../../support/observed_requests.ts";
import { match } from "../../support/policy_values.ts";
import { testRoute } from "../../support/route.ts";
import { tempFolder } from "../../support/temp_folder.ts";

async function testRecorder(path: string, options: Partial<RecorderOptions> = {}) {
  const observed = testObserver();
  const timers = manualTimers();
  const said: string[] = [];
  const header = { type: "exact", name: "x-v", value: "1" } as const;
  const table = createTable([testRoute({ matches: [match({ headers: [header] })] })]);
  const recorder = await openRecorder({
    path,
    observer: observed.observer,
    table: () => table,
    redact: (text) => text.replaceAll("hunter2", "********"),
    turn: () => () => {},
    ready: () => Promise.resolve(),
    timers,
    write: (line) => void said.push(line),
    wallClock: () => 0,
    ...options,
  });
  observed.observer.subscribe(recorder.listener);
  return { ...observed, timers, said, recorder };
}

const linesOf = (path: string) =>
  Deno.readTextFileSync(path).trimEnd().split("\n").map((line) => JSON.parse(line));

Deno.test("openRecorder() writes a line for each request that had a target, in order", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/record.jsonl`;
    const test = await testRecorder(path);
    for (const name of ["/1", "/2"]) denied(test, name);
    test.begin().end();
    const trace = test.begin();
    trace.aimed({ scheme: "http", host: "b.test", port: 80, path: "/3", query: "q" }, undefined);
    trace.carries([["X-V", "1"], ["Accept", "a"]]);
    trace.end();
    await test.recorder.stop();
    const lines = linesOf(path);
    assert.deepEqual(lines.map((line) => line.path), ["/1", "/2", "/3"]);
    assert.deepEqual(lines[2].headers, ["x-v", "accept"]);
    assert.deepEqual(lines[2].values, { "x-v": ["1"] });
    assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    assert.equal(test.timers.open, 0);
  });
});

Deno.test("openRecorder() goes on where it was, and adds nothing to somebody else's file", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/record.jsonl`;
    for (const count of [1, 2]) {
      const test = await testRecorder(path);
      denied(test, `/${count}`);
      await test.recorder.stop();
      assert.equal(linesOf(path).length, count);
    }
    await Deno.writeTextFile(path, "routes: []\n");
    await assert.rejects(testRecorder(path), (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /^EGRESS_RECORD: .*no record of egress/);
      return true;
    });
    await assert.rejects(testRecorder(`${folder}/absent/r`), /EGRESS_RECORD: .*cannot be written/);
  });
});

Deno.test("openRecorder() loses what is too much at once, and says how many", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/record.jsonl`;
    const test = await testRecorder(path);
    for (let i = 0; i < limits.onlookerWaiting + 3; i++) denied(test, "/x");
    await test.recorder.stop();
    assert.match(test.said.join(), /^egress: 3 request\(s\) are missing in the record/);
    const lines = linesOf(path);
    assert.equal(lines.length, limits.onlookerWaiting + 1);
    assert.deepEqual(lines.at(-1), { v: 1, time: "1970-01-01T00:00:00.000Z", lost: 3 });
  });
});

Deno.test("openRecorder() counts what could not be written, and says it now and then", async () => {
  await tempFolder(async (folder) => {
    await Deno.mkdir(`${folder}/in`);
    const path = `${folder}/in/record.jsonl`;
    const test = await testRecorder(path, { fileBytes: 1 });
    denied(test, "/1");
    test.timers.advance(limits.onlookerMs);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await Deno.remove(`${folder}/in`, { recursive: true });
    for (const name of ["/2", "/3"]) {
      denied(test, name);
      test.timers.advance(limits.onlookerMs);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    assert.equal(test.said.length, 1);
    await Deno.mkdir(`${folder}/in`);
    await test.recorder.stop();
    assert.equal(test.said.length, 2);
    assert.deepEqual(linesOf(path).map((line) => line.lost), [1]);
  });
});

Deno.test("openRecorder() redacts anew when the secrets have changed", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/record.jsonl`;
    let secret = "nothing-yet";
    const redact = (text: string) => text.replaceAll(secret, "********");
    const test = await testRecorder(path, { redact });
    const send = async () => {
      const trace = denied(test, "/x");
      void trace;
      const other = test.begin();
      other.aimed(
        { scheme: "http", host: "b.test", port: 80, path: "/", query: undefined },
        undefined,
      );
      other.carries([["x-v", "later"]]);
      other.end();
      test.timers.advance(limits.onlookerMs);
      await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await send();
    secret = "later";
    test.recorder.forget();
    await send();
    await test.recorder.stop();
    assert.deepEqual(linesOf(path).map(({ values }) => Object.keys(values).length), [0, 1, 0, 0]);
  });
});
