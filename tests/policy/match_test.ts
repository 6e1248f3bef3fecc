import assert from "node:assert/strict";
import { fittingEntry, matchesRequest, matchFailures } from "../../lib/policy/match.ts";
import type { HeaderRule, Match, PathRule } from "../../lib/policy/route.ts";
import type { Fields } from "../../lib/wire/field.ts";
import { match, route } from "../support/policy_values.ts";

function matches(entries: readonly Match[], method: string, path: string, fields: Fields = []) {
  return matchesRequest(route({ host: "a.example", matches: entries }), method, path, fields);
}

function path(type: PathRule["type"], value: string): PathRule {
  return type === "regex"
    ? { type, value, pattern: new RegExp(`^(?:${value})$`) }
    : { type, value };
}

function fitsPath(rule: PathRule, value: string): boolean {
  return matches([match({ paths: [rule] })], "GET", value);
}

Deno.test("matchesRequest() allows the whole host without matches, nothing with an empty list", () => {
  assert.ok(matchesRequest(route({ host: "a.example" }), "GET", "/", []));
  assert.ok(!matches([], "GET", "/"));
  assert.ok(matches([match({})], "GET", "/"));
});

Deno.test("matchesRequest() takes a prefix element by element", () => {
  for (const value of ["/v1", "/v1/"]) {
    for (const good of ["/v1", "/v1/", "/v1/x", "/v1//x"]) {
      assert.ok(fitsPath(path("prefix", value), good), `${value} ${good}`);
    }
    for (const bad of ["/v1x", "/v", "/", "/V1/x", "/x/v1", "//v1", "/v1%2fx", "*", ""]) {
      assert.ok(!fitsPath(path("prefix", value), bad), `${value} ${bad}`);
    }
  }
  assert.ok(fitsPath(path("prefix", "/"), "/anything"));
  assert.ok(!fitsPath(path("prefix", "/"), "*"));
});

Deno.test("matchesRequest() takes exact and regex paths as the whole raw path", () => {
  assert.ok(fitsPath(path("exact", "/a"), "/a"));
  for (const bad of ["/a/", "/A", "/%61", "/a/b"]) {
    assert.ok(!fitsPath(path("exact", "/a"), bad), bad);
  }
  assert.ok(fitsPath(path("regex", "/a/[0-9]+"), "/a/12"));
  assert.ok(!fitsPath(path("regex", "/a/[0-9]+"), "/a/12x"));
});

Deno.test("matchesRequest() ORs entries and paths, ANDs the parts of an entry", () => {
  const entries = [
    match({ paths: [path("exact", "/a"), path("exact", "/b")], methods: ["POST", "PUT"] }),
    match({ paths: [path("exact", "/c")] }),
  ];
  for (const row of ["POST /a", "PUT /b", "GET /c"]) {
    const [method = "", value = ""] = row.split(" ");
    assert.ok(matches(entries, method, value), row);
  }
  for (const row of ["GET /a", "POST /d", "DELETE /b"]) {
    const [method = "", value = ""] = row.split(" ");
    assert.ok(!matches(entries, method, value), row);
  }
});

Deno.test("matchesRequest() wants every header rule met by every value of the header", () => {
  const headers: readonly HeaderRule[] = [
    { type: "exact", name: "x-version", value: "1" },
    { type: "regex", name: "x-kind", value: "a+", pattern: /^(?:a+)$/ },
  ];
  const fits = (...fields: Fields) => matches([match({ headers })], "GET", "/", fields);
  assert.ok(fits(["X-Version", "1"], ["X-Kind", "aaa"]));
  assert.ok(fits(["x-version", "1"], ["x-kind", "a"], ["X-VERSION", "1"], ["other", "2"]));
  assert.ok(!fits(["x-version", "1"]));
  assert.ok(!fits(["x-kind", "a"]));
  assert.ok(!fits(["x-version", "2"], ["x-kind", "a"]));
  assert.ok(!fits(["x-version", "1"], ["x-kind", "ab"]));
  assert.ok(!fits(["x-version", "1"], ["x-version", "2"], ["x-kind", "a"]));
  assert.ok(!fits(["x-version", "2"], ["x-version", "1"], ["x-kind", "a"]));
});

Deno.test("matchFailures() names the first rule that failed in each entry that does not fit", () => {
  const headers: readonly HeaderRule[] = [{ type: "exact", name: "x-a", value: "1" }];
  const matches = [
    match({ paths: [path("exact", "/b")], methods: ["PUT"] }),
    match({ paths: [path("exact", "/a")], methods: ["PUT"] }),
    match({ paths: [path("exact", "/a")], methods: ["GET"], headers }),
    match({ paths: [path("exact", "/a")] }),
  ];
  assert.deepEqual(matchFailures(route({ host: "a.example", matches }), "GET", "/a", []), [
    { entry: 0, part: "path" },
    { entry: 1, part: "method" },
    { entry: 2, part: "header", name: "x-a" },
  ]);
  assert.deepEqual(matchFailures(route({ host: "a.example" }), "GET", "/a", []), []);
});

Deno.test("fittingEntry() is the place of the first entry that fits, and none without entries", () => {
  const entries = [match({ methods: ["POST"] }), match({ methods: ["GET"] }), match({})];
  const some = route({ host: "a.example", matches: entries });
  assert.equal(fittingEntry(some, "GET", "/", []), 1);
  assert.equal(fittingEntry(some, "PUT", "/", []), 2);
  const one = route({ host: "a.example", matches: entries.slice(0, 1) });
  assert.equal(fittingEntry(one, "GET", "/", []), undefined);
  assert.equal(fittingEntry(route({ host: "a.example" }), "GET", "/", []), undefined);
});
