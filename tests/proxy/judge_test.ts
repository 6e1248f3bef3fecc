import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { framedBody } from "../../lib/proxy/body.ts";
import { judge } from "../../lib/proxy/judge.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { sentBody, type TestAsked, testAsked } from "../support/asked.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { assertRefused, target, valueOf } from "../support/policy_values.ts";
import { type TestParts, testParts } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { textOf } from "../support/wire_bytes.ts";

const BATCH = "/team/repo.git/info/lfs/objects/batch";

function judging(parts: TestParts, asked: TestAsked, path = "/") {
  return judge(parts, asked, target({ host: "a.test", path }), asked.head.fields);
}

function batchBody(text: string) {
  return sentBody({ kind: "length", length: text.length }, text);
}

Deno.test("judge() gives the route and leaves the body unread", async () => {
  const parts = testParts({ routes: [testRoute()] });
  const asked = testAsked({ method: "POST", body: batchBody("{}") });
  const { route, body } = valueOf(await judging(parts, asked));
  assert.equal(route.host, "a.test");
  assert.equal(body, asked.body);
  assert.equal(body.done, false);
});

Deno.test("judge() refuses what the table in force refuses", async () => {
  assertRefused(await judging(testParts(), testAsked()), 403, "host-not-allowed");
});

Deno.test("judge() reads an LFS batch and refuses an upload", async () => {
  const parts = testParts({ routes: [testRoute({ gitFetch: true })] });
  const upload = testAsked({ method: "POST", body: batchBody('{"operation":"upload"}') });
  const { refusal } = await judging(parts, upload, BATCH).then((outcome) => {
    assert.ok(!outcome.ok);
    return outcome;
  });
  assert.equal(refusal.reason, "git-push");
  const text = '{"operation":"download"}';
  const download = testAsked({ method: "POST", body: batchBody(text) });
  const { body } = valueOf(await judging(parts, download, BATCH));
  assert.equal(textOf(await body.read() ?? new Uint8Array()), text);
});

Deno.test("judge() takes an LFS batch that is too large to be read for an upload", async () => {
  const parts = testParts({ routes: [testRoute({ gitFetch: true })] });
  const body = sentBody({ kind: "length", length: limits.heldBodyBytes + 1 }, "{}");
  const outcome = await judging(parts, testAsked({ method: "POST", body }), BATCH);
  assertRefused(outcome, 403, "git-push");
});

Deno.test("judge() decides by the table that is in force once the batch's body has come", async () => {
  const parts = testParts({ routes: [testRoute({ gitFetch: true })] });
  const stream = fakeStream();
  const body = framedBody(new Reader(stream), { kind: "length", length: 24 }, "agent");
  const judged = judging(parts, testAsked({ method: "POST", body }), BATCH);
  parts.setRoutes([testRoute({ gitFetch: false })]);
  stream.feed('{"operation":"download"}');
  assertRefused(await judged, 403, "git-fetch");
});
