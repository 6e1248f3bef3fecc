import assert from "node:assert/strict";
import { createTable } from "../../lib/policy/table.ts";
import { route } from "../support/policy_values.ts";

/** The place in the file of the route that is found. */
function find(hosts: string, host: string): number {
  const table = createTable(hosts.split(" ").map((name) => route({ host: name })));
  const found = table.find(host);
  return found === undefined ? -1 : table.routes.indexOf(found);
}

Deno.test("createTable() finds an exact host, the first of the file", () => {
  assert.equal(find("a.example b.example a.example", "a.example"), 0);
  assert.equal(find("a.example b.example", "b.example"), 1);
  assert.equal(find("a.example b.example", "c.example"), -1);
  assert.equal(find("a.example", "x.a.example"), -1);
  assert.equal(find("192.0.2.1 ::1", "::1"), 1);
});

Deno.test("createTable() lets a wildcard stand for one or more labels, never for none", () => {
  assert.equal(find("*.example.com", "a.example.com"), 0);
  assert.equal(find("*.example.com", "a.b.c.example.com"), 0);
  for (
    const host of ["example.com", "badexample.com", "com", "example.com.evil.example", "example"]
  ) {
    assert.equal(find("*.example.com", host), -1, host);
  }
});

Deno.test("createTable() prefers exact to wildcard, and the earlier of wildcards", () => {
  assert.equal(find("*.example.com a.example.com", "a.example.com"), 1);
  assert.equal(find("*.example.com *.a.example.com", "x.a.example.com"), 0);
  assert.equal(find("*.a.example.com *.example.com", "x.a.example.com"), 0);
  assert.equal(find("*.example.com *.example.com", "x.example.com"), 0);
  assert.equal(find("*.b.example.com *.com *.example.com", "a.b.example.com"), 0);
  assert.equal(find("*.b.example.com *.com *.example.com", "a.example.com"), 1);
});

Deno.test("createTable() of no routes finds none", () => {
  assert.equal(createTable([]).find("example.com"), undefined);
});
