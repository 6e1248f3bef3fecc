import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import type { Learnable } from "../../../lib/observe/learn/learnable.ts";
import { createLearned } from "../../../lib/observe/learn/learned.ts";
import { pathShape } from "../../../lib/observe/learn/path_shape.ts";

function request(path: string, parts: Partial<Learnable> = {}): Learnable {
  const base = { host: "a.test", port: 443, method: "GET", route: undefined };
  return { ...base, shape: pathShape(path), ...parts };
}

Deno.test("createLearned() proposes one rule for paths that differ in their ids alone", () => {
  const learned = createLearned();
  for (const path of ["/items/1", "/items/2", "/about", "/items/3"]) learned.add(request(path));
  assert.deepEqual(learned.routes(), {
    routes: [{
      host: "a.test",
      ports: [443],
      route: null,
      requests: 4,
      matches: [{
        methods: ["GET"],
        paths: [
          { type: "exact", value: "/about", counts: { GET: 1 } },
          { type: "regex", value: "/items/[0-9]+", counts: { GET: 3 } },
        ],
      }],
    }],
    left_out: 0,
  });
});

Deno.test("createLearned() gives no method a path that was not asked for with it", () => {
  const learned = createLearned();
  for (const method of ["GET", "POST"]) learned.add(request("/both", { method }));
  learned.add(request("/read"));
  learned.add(request("/write", { method: "POST" }));
  const [route] = learned.routes().routes;
  assert.deepEqual(
    route?.matches.map(({ methods, paths }) => [methods.join(), paths.map(({ value }) => value)]),
    [["GET", ["/read"]], ["GET,POST", ["/both"]], ["POST", ["/write"]]],
  );
});

Deno.test("createLearned() takes a segment with many names for a variable one, for that method", () => {
  const learned = createLearned();
  const names = Array.from({ length: limits.learnedSiblings }, (_, i) => `name${"x".repeat(i)}`);
  for (const name of names) learned.add(request(`/packages/${name}/latest`));
  const paths = () => learned.routes().routes[0]?.matches.flatMap((entry) => entry.paths) ?? [];
  assert.equal(paths().length, limits.learnedSiblings);
  learned.add(request("/packages/one-more/latest"));
  learned.add(request("/packages/namex/latest", { method: "PUT" }));
  learned.add(request("/packages/other/latest"));
  assert.deepEqual(paths(), [
    {
      type: "regex",
      value: "/packages/[^/]+/latest",
      counts: { GET: limits.learnedSiblings + 2 },
    },
    { type: "exact", value: "/packages/namex/latest", counts: { PUT: 1 } },
  ]);
});

Deno.test("createLearned() notes ports, and a route that there is, which has its own", () => {
  const learned = createLearned();
  learned.add(request("/x", { port: 8443 }));
  learned.add(request("/x", { port: 443 }));
  learned.add(request("/x", { host: "b.test", route: "*.test" }));
  const { routes } = learned.routes();
  assert.deepEqual(routes.map(({ host, ports, route }) => [host, ports, route]), [
    ["a.test", [443, 8443], null],
    ["b.test", [], "*.test"],
  ]);
});

Deno.test("createLearned() has room for so much, and counts the rest", () => {
  const learned = createLearned();
  for (let i = 0; i < limits.learnedPaths + 3; i++) {
    learned.add(request("/x", { host: `h${i}.test` }));
  }
  assert.equal(learned.add(request("/x", { host: "h0.test" })), true);
  learned.leftOut();
  const { routes, left_out } = learned.routes();
  assert.deepEqual([routes.length, left_out], [limits.learnedPaths, 4]);
  const methods = createLearned();
  for (let i = 0; i <= limits.learnedMethods; i++) methods.add(request("/", { method: `M${i}` }));
  assert.equal(methods.routes().left_out, 1);
});

Deno.test("restore() goes on where it was, and keep() forgets and makes room", () => {
  const before = createLearned();
  before.add(request("/items/1", { port: 8443 }));
  before.add(request("/items/1"));
  before.add(request("/b", { host: "b.test", route: "b.test" }));
  before.leftOut(2);
  const learned = createLearned();
  learned.restore(before.routes());
  assert.deepEqual(learned.routes(), before.routes());
  learned.add(request("/items/9"));
  assert.equal(learned.routes().routes[0]?.requests, 3);
  assert.equal(learned.keep((host) => host !== "a.test"), true);
  assert.equal(learned.keep(() => true), false);
  assert.deepEqual(learned.routes().routes.map(({ host }) => host), ["b.test"]);
});

Deno.test("keep() makes room again", () => {
  const learned = createLearned();
  for (let i = 0; i < limits.learnedPaths; i++) learned.add(request("/x", { host: `h${i}.test` }));
  assert.equal(learned.add(request("/y")), false);
  learned.keep((host) => host !== "h1.test");
  assert.equal(learned.add(request("/y")), true);
  assert.equal(learned.add(request("/z")), false);
});
