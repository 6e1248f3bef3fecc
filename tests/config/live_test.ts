import assert from "node:assert/strict";
import type { Config } from "../../lib/config/config.ts";
import { createLiveConfig } from "../../lib/config/live.ts";

/** A live configuration over a text that the test changes; undefined: the file does not exist. */
function start(text: string | undefined) {
  const world = { text, lines: [] as string[] };
  const live = createLiveConfig({
    path: "/etc/r.yaml",
    readText: () =>
      world.text === undefined
        ? Promise.reject(new Deno.errors.NotFound("no such file"))
        : Promise.resolve(world.text),
    report: (line) => world.lines.push(line),
  });
  return { world, live };
}

const hosts = (config: Config) => config.table.routes.map((route) => route.host);

Deno.test("createLiveConfig() denies everything before a load", () => {
  const { live, world } = start("routes: [{ host: a.example }]\n");
  assert.deepEqual(hosts(live.current), []);
  assert.equal(live.current.log, 0);
  assert.deepEqual(world.lines, []);
});

Deno.test("createLiveConfig() reports a load in the contract's words", async () => {
  const { live, world } = start("log: 2\nroutes: [{ host: a.example }, { host: '*.b.example' }]\n");
  assert.equal(await live.load("boot"), true);
  assert.deepEqual(hosts(live.current), ["a.example", "*.b.example"]);
  world.text = "log: 1\nroutes: [{ host: a.example }]\n";
  await live.load("SIGHUP");
  world.text = "routes: []\n";
  await live.load("SIGHUP");
  assert.deepEqual(world.lines, [
    "egress: loaded 2 route(s): a.example, *.b.example [log=full]",
    "egress: loaded 1 route(s): a.example [log=blocks]",
    "egress: loaded 0 route(s):  [log=off]",
  ]);
});

Deno.test("createLiveConfig() boots without routes where the file is missing or bad", async () => {
  const { live, world } = start(undefined);
  assert.equal(await live.load("boot"), false);
  world.text = "routes:\n  - hosts: a\n";
  assert.equal(await live.load("boot"), false);
  assert.deepEqual(hosts(live.current), []);
  assert.deepEqual(world.lines, [
    "egress: boot load failed: /etc/r.yaml: the file does not exist; write it, or set EGRESS_ROUTES to its path",
    'egress: boot load failed: /etc/r.yaml:2:5: unknown key "hosts" in a route; did you mean host?',
  ]);
});

Deno.test("createLiveConfig() keeps the old table when a reload finds a half-written or missing file", async () => {
  const whole = "routes:\n  - host: a.example\n    matches:\n      - methods: [GET]\n";
  const { live, world } = start(whole);
  await live.load("boot");
  const before = live.current;
  for (
    const text of [
      "",
      "routes:",
      "routes:\n  - host: a.exa",
      whole.slice(0, 40),
      "\0".repeat(40),
      undefined,
    ]
  ) {
    world.text = text;
    assert.equal(await live.load("SIGHUP"), false, text);
    assert.equal(live.current, before);
    assert.match(world.lines.at(-1) ?? "", /^egress: SIGHUP load failed: \/etc\/r\.yaml[:.]/);
  }
});

Deno.test("createLiveConfig() says of a foreign error only its kind, on one line", async () => {
  const lines: string[] = [];
  const live = createLiveConfig({
    path: "/etc/r.yaml",
    readText: () => Promise.reject(new Deno.errors.PermissionDenied("dummy-value\nx")),
    report: (line) => lines.push(line),
  });
  await live.load("boot");
  assert.deepEqual(lines, [
    "egress: boot load failed: /etc/r.yaml: the file cannot be read (PermissionDenied); let the sidecar read it",
  ]);
});

Deno.test("createLiveConfig() tells the listeners of successful loads until they leave", async () => {
  const { live, world } = start("routes: [{ host: a.example }]\n");
  const told: string[][] = [];
  live.onChange(() => {
    throw new Error("a bug");
  });
  const leave = live.onChange((config) => {
    assert.equal(config, live.current);
    told.push(hosts(config));
  });
  assert.equal(await live.load("boot"), true);
  world.text = "broken";
  await live.load("SIGHUP");
  leave();
  world.text = "routes: []\n";
  await live.load("SIGHUP");
  assert.deepEqual(told, [["a.example"]]);
  assert.equal(world.lines[1], "egress: internal error after a load (Error)");
});

Deno.test("createLiveConfig() ends with the newest text when reloads come faster than reading", async () => {
  const reads: PromiseWithResolvers<string>[] = [];
  const live = createLiveConfig({
    path: "/r",
    readText: () => {
      const read = Promise.withResolvers<string>();
      reads.push(read);
      return read.promise;
    },
    report: () => {},
  });
  const first = live.load("boot");
  // The first load is reading now; of the next three one waits and the others join it.
  while (reads.length === 0) await Promise.resolve();
  const later = [live.load("SIGHUP"), live.load("SIGHUP"), live.load("SIGHUP")];
  reads[0]?.resolve("routes: [{ host: old.example }]\n");
  await first;
  while (reads.length === 1) await Promise.resolve();
  reads[1]?.resolve("routes: [{ host: new.example }]\n");
  assert.deepEqual(await Promise.all(later), [true, true, true]);
  assert.equal(reads.length, 2);
  assert.deepEqual(hosts(live.current), ["new.example"]);
});
