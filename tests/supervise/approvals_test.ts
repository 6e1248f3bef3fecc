import assert from "node:assert/strict";
import { inspect } from "node:util";
import { Secret } from "../../lib/secret.ts";
import { createApprovals } from "../../lib/supervise/approvals.ts";

const VALUE = "dummy-value-0001";

Deno.test("createApprovals() approves this value to this host and nothing else", () => {
  const approvals = createApprovals();
  const approval = { proposal: "an id" };
  assert.equal(approvals.approved("a.example", new Secret(VALUE)), undefined);
  approvals.remember("a.example", new Secret(VALUE), approval);
  assert.deepEqual(approvals.approved("a.example", new Secret(VALUE)), approval);
  const others = [
    ["b.example", VALUE],
    ["a.example", `${VALUE}x`],
    ["a.example", VALUE.toUpperCase()],
    ["a.exampl", `e${VALUE}`],
    ["a.exampled", VALUE.slice(1)],
  ];
  for (const [host = "", value = ""] of others) {
    assert.equal(approvals.approved(host, new Secret(value)), undefined, host + value);
  }
});

Deno.test("createApprovals() tells lone surrogates apart, which UTF-8 cannot", () => {
  const { identity } = createApprovals();
  assert.notEqual(identity("a", new Secret("\ud800")), identity("a", new Secret("\ud801")));
});

Deno.test("createApprovals() holds neither the value nor what stands for it elsewhere", () => {
  const [one, another] = [createApprovals(), createApprovals()];
  one.remember("a.example", new Secret(VALUE), { proposal: "an id" });
  assert.ok(!inspect(one, { depth: 9, showHidden: true }).includes(VALUE));
  const secret = new Secret(VALUE);
  assert.notEqual(one.identity("a.example", secret), another.identity("a.example", secret));
});

Deno.test("createApprovals() forgets the oldest beyond its bound", () => {
  const approvals = createApprovals(new Uint8Array(32), 2);
  const secrets = ["a", "b", "c"].map((value) => new Secret(value));
  for (const secret of secrets) approvals.remember("host", secret, { proposal: "an id" });
  const known = secrets.map((secret) => approvals.approved("host", secret) !== undefined);
  assert.deepEqual(known, [false, true, true]);
});
