import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { judgeRequest, type Judging, warningOf } from "../../lib/gate/judge_request.ts";
import type { RequestFacts } from "../../lib/gate/scan_request.ts";
import type { Route } from "../../lib/policy/route.ts";
import { createTable } from "../../lib/policy/table.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { KNOWN, testEngine, TOKEN } from "../support/engine.ts";
import { match, target } from "../support/policy_values.ts";
import { testRoute } from "../support/route.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

const NONE: RequestFacts = {
  method: "POST",
  target: target({ host: "a.test", path: "/p" }),
  fields: [["Host", "a.test"]],
  body: bytesOf("nothing"),
  trailers: [],
};

async function judged(
  facts: Partial<RequestFacts>,
  route: Route | undefined,
  more: Partial<Judging> = {},
) {
  const table = createTable(route ? [route] : []);
  const judging = { table, engine: testEngine(), ...more };
  return await runSteps(judgeRequest(judging, { ...NONE, ...facts }));
}

const secret = { body: bytesOf(`key ${TOKEN}`) };

Deno.test("judgeRequest() forwards a clean request as it is", async () => {
  const verdict = await judged({}, testRoute());
  assert.ok(verdict.kind === "forward");
  assert.equal(verdict.request.body, NONE.body);
  assert.deepEqual(verdict.warnings, []);
});

Deno.test("judgeRequest() scans before it asks the rules, and not at all without a route", async () => {
  const reasonOf = async (facts: Partial<RequestFacts>, route?: Route) => {
    const verdict = await judged(facts, route);
    return verdict.kind === "refuse" ? verdict.refusal.reason : "forward";
  };
  const narrow = testRoute({ matches: [match({ methods: ["GET"] })] });
  assert.equal(await reasonOf(secret), "host-not-allowed");
  assert.equal(await reasonOf(secret, narrow), "secret-found");
  assert.equal(await reasonOf({}, narrow), "no-match");
  const push = { target: target({ host: "a.test", path: "/r.git/git-receive-pack" }) };
  assert.equal(await reasonOf({ ...push, ...secret }, testRoute()), "secret-found");
  assert.equal(await reasonOf(push, testRoute()), "git-push");
});

Deno.test("judgeRequest() takes supervise for block, with the finding's context", async () => {
  for (const outboundOnMatch of ["block", "supervise"] as const) {
    const verdict = await judged(secret, testRoute({ outboundOnMatch }));
    assert.ok(verdict.kind === "refuse");
    assert.match(verdict.refusal.text, /^egress DLP: .* in body$/);
    assert.equal(verdict.refusal.context, "key ********");
  }
});

Deno.test("judgeRequest() redacts, scans again and gives what it saw last", async () => {
  const route = testRoute({ outboundOnMatch: "redact" });
  const verdict = await judged({
    target: target({
      host: "a.test",
      path: `/x/${TOKEN}`,
      query: `t=${encodeURIComponent(TOKEN)}`,
    }),
    fields: [["Host", "a.test"], ["X-Key", btoa(`x ${TOKEN}`)]],
    body: bytesOf(`${TOKEN} and ${btoa(TOKEN)}`),
  }, route);
  assert.ok(verdict.kind === "forward");
  const { request } = verdict;
  assert.deepEqual([request.target.path, request.target.query], ["/x/********", "t=********"]);
  assert.equal(request.fields[1]?.[1], "********");
  assert.equal(textOf(request.body ?? new Uint8Array()), "******** and ********");
});

Deno.test("judgeRequest() redacts no query into a target that has none", async () => {
  const verdict = await judged(secret, testRoute({ outboundOnMatch: "redact" }));
  assert.ok(verdict.kind === "forward");
  assert.equal(verdict.request.target.query, undefined);
});

Deno.test("judgeRequest() refuses what it cannot redact, and says why", async () => {
  const route = testRoute({ host: "*.a.test", outboundOnMatch: "redact" });
  const host = `${TOKEN.replace("_", "-").toLowerCase()}.a.test`;
  const hidden = { fields: [["X-Key", [...TOKEN].join("\u200b")]] as const };
  const trailer = { trailers: [["X-Sum", TOKEN]] as const, target: target({ host: "b.a.test" }) };
  for (const facts of [{ ...hidden, target: target({ host: "b.a.test" }) }, trailer]) {
    const verdict = await judged(
      { ...facts, fields: latin1Fields("fields" in facts ? facts.fields : NONE.fields) },
      route,
    );
    assert.ok(verdict.kind === "refuse", host);
    assert.match(verdict.refusal.text, /^egress DLP: .*; it cannot be redacted: /);
  }
});

/** Beyond ASCII a header's characters are its UTF-8 bytes. */
function latin1Fields(fields: RequestFacts["fields"]): RequestFacts["fields"] {
  return fields.map(([name, value]) => {
    const bytes = new TextEncoder().encode(value);
    return [name, String.fromCharCode(...bytes)];
  });
}

Deno.test("judgeRequest() refuses a body that cannot be read, in words", async () => {
  const verdict = await judged({ fields: [["Content-Encoding", "odd"]] }, testRoute());
  assert.ok(verdict.kind === "refuse");
  assert.deepEqual([verdict.refusal.status, verdict.refusal.reason], [403, "body-unreadable"]);
});

Deno.test("judgeRequest() lets approved values pass, and still finds a second one", async () => {
  const approved = (value: string) => value === TOKEN;
  assert.equal((await judged(secret, testRoute(), { approved })).kind, "forward");
  const second = dummyKey();
  const both = { body: bytesOf(`${TOKEN} ${second}`) };
  assert.equal((await judged(both, testRoute(), { approved })).kind, "refuse");
});

Deno.test("judgeRequest() takes an approved token for the same in an encoding, and no known secret", async () => {
  const approved = (value: string) => value === TOKEN || value === KNOWN;
  const kindOf = async (text: string) =>
    (await judged({ body: bytesOf(text) }, testRoute(), { approved })).kind;
  for (const coding of ["base64", "hex"] as const) {
    const encoded = (text: string) => Buffer.from(text).toString(coding);
    assert.equal(await kindOf(`it is ${encoded(TOKEN)} now`), "forward", coding);
    assert.equal(await kindOf(`it is ${encoded(dummyKey())} now`), "refuse", coding);
    assert.equal(await kindOf(`it is ${encoded(KNOWN)} now`), "refuse", coding);
  }
  assert.equal(await kindOf(`it is ${KNOWN} now`), "forward");
  assert.equal(await kindOf(`it is ${[...KNOWN].reverse().join("")} now`), "refuse");
});

const dummyKey = () =>
  TOKEN.replace(/.$/, (last) => last === "a" ? "b" : "a").replace("ghp_", "gho_");

Deno.test("judgeRequest() decides an LFS batch by its body", async () => {
  const batch = (text: string): Partial<RequestFacts> => ({
    target: target({ host: "a.test", path: "/r.git/info/lfs/objects/batch" }),
    body: bytesOf(text),
  });
  const route = testRoute({ gitFetch: true });
  assert.equal((await judged(batch('{"operation":"download"}'), route)).kind, "forward");
  assert.equal((await judged(batch('{"operation":"upload"}'), route)).kind, "refuse");
  assert.equal((await judged({ ...batch(""), body: undefined }, route)).kind, "refuse");
});

Deno.test("judgeRequest() tells of the scan and of each rule", async () => {
  const told: string[] = [];
  const note = ({ name, outcome }: { name: string; outcome: string }) =>
    void told.push(`${name} ${outcome}`);
  await judged({}, testRoute(), { note });
  assert.equal(told[0], "scan pass");
  assert.ok(told.includes("allowlist pass"));
  told.length = 0;
  await judged(secret, testRoute(), { note });
  assert.deepEqual(told, ["scan refuse"]);
});

Deno.test("warningOf() words a warning as the contract does", () => {
  const finding = { reason: "text of high entropy in body", context: "" };
  assert.deepEqual(warningOf(finding as Parameters<typeof warningOf>[0]), {
    reason: "egress DLP: text of high entropy in body",
  });
});
