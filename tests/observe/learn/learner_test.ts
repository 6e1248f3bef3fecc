import assert from "node:assert/strict";
import { ConfigError } from "../../../lib/config/config_error.ts";
import { parseRoutes } from "../../../lib/config/routes_file.ts";
import { limits } from "../../../lib/limits.ts";
import { openLearner } from "../../../lib/observe/learn/learner.ts";
import { denied } from "../../support/denied.ts";
import { manualTimers } from "../../support/manual_timers.ts";
import { testObserver } from "../../support/observed_requests.ts";
import { tempFolder } from "../../support/temp_folder.ts";
import { until } from "../../support/until.ts";

async function testLearner(path: string, secrets: string[] = []) {
  const observed = testObserver();
  const timers = manualTimers();
  const said: string[] = [];
  const redact = (text: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, "********"), text);
  const learner = await openLearner({
    path,
    redact,
    turn: () => () => {},
    ready: () => Promise.resolve(),
    timers,
    write: (line) => void said.push(line),
  });
  observed.observer.subscribe(learner.listener);
  return { ...observed, timers, said, learner };
}

Deno.test("openLearner() writes a file that loads, for its owner alone, and little by little", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/learned.yaml`;
    const test = await testLearner(path);
    const routesNow = async () => parseRoutes(await Deno.readTextFile(path), path).table.routes;
    assert.deepEqual(await routesNow(), []);
    denied(test, "/items/17");
    test.timers.advance(limits.onlookerMs);
    await test.learner.proposal();
    assert.deepEqual(await routesNow(), []);
    test.timers.advance(limits.learnedWriteMs);
    await until(() => Deno.readTextFileSync(path).includes("items"));
    assert.equal(((await Deno.stat(path)).mode ?? 0) & 0o777, 0o600);
    assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["learned.yaml"]);
    await test.learner.stop();
    assert.equal(test.timers.open, 0);
  });
});

Deno.test("openLearner() goes on after a restart where it was, and writes all at its stop", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/learned.yaml`;
    for (const count of [1, 2, 3]) {
      const test = await testLearner(path);
      denied(test, `/items/${count}`);
      await test.learner.stop();
      assert.match(await Deno.readTextFile(path), new RegExp(`\\+" \\} # GET ${count}\n`));
    }
  });
});

Deno.test("openLearner() takes out what has become a secret, and what was one at the start", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/learned.yaml`;
    const secrets: string[] = [];
    const test = await testLearner(path, secrets);
    denied(test, "/hunter2");
    denied(test, "/other");
    await test.learner.stop();
    assert.match(await Deno.readTextFile(path), /hunter2/);
    secrets.push("hunter2");
    test.learner.forget();
    const { routes } = await test.learner.proposal();
    assert.doesNotMatch(JSON.stringify(routes), /hunter2/);
    await test.learner.stop();
    assert.doesNotMatch(await Deno.readTextFile(path), /hunter2/);
    await (await testLearner(path, ["other"])).learner.stop();
    assert.doesNotMatch(await Deno.readTextFile(path), /other"/);
  });
});

Deno.test("openLearner() writes over no file of somebody else's, and says where it cannot write", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/routes.yaml`;
    await Deno.writeTextFile(path, "routes:\n  - host: a.test\n");
    await assert.rejects(testLearner(path), (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /^EGRESS_LEARN: .*no proposal of egress/);
      return true;
    });
    assert.match(await Deno.readTextFile(path), /a\.test/);
    await assert.rejects(testLearner(`${folder}/absent/learned.yaml`), /cannot be written/);
    await assert.rejects(testLearner(folder), /cannot be read/);
  });
});

Deno.test("openLearner() says once that its file cannot be written any more, and goes on", async () => {
  await tempFolder(async (folder) => {
    await Deno.mkdir(`${folder}/in`);
    const test = await testLearner(`${folder}/in/learned.yaml`);
    await Deno.remove(`${folder}/in`, { recursive: true });
    for (const path of ["/a", "/b"]) {
      denied(test, path);
      await test.learner.stop();
    }
    assert.equal(test.said.length, 1);
    assert.match(test.said[0] ?? "", /^egress: EGRESS_LEARN: .*cannot be written/);
    await Deno.mkdir(`${folder}/in`);
    denied(test, "/c");
    await test.learner.stop();
    assert.match(await Deno.readTextFile(`${folder}/in/learned.yaml`), /"\/a"/);
  });
});

Deno.test("openLearner() counts among what it left out what were too many at once", async () => {
  await tempFolder(async (folder) => {
    const test = await testLearner(`${folder}/learned.yaml`);
    for (let i = 0; i < limits.onlookerWaiting + 3; i++) denied(test, "/x");
    const { routes, left_out } = await test.learner.proposal();
    assert.deepEqual([routes[0]?.requests, left_out], [limits.onlookerWaiting, 3]);
    await test.learner.stop();
  });
});
