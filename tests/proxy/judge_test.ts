import assert from "node:assert/strict";
import { limits } from "../../lib/limits.ts";
import { framedBody } from "../../lib/proxy/body.ts";
import { Blocked } from "../../lib/proxy/blocked.ts";
import { judge } from "../../lib/proxy/judge.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { seeded } from "../eval/seeded.ts";
import { sentBody, type TestAsked, testAsked } from "../support/asked.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { assertRefused, target, valueOf } from "../support/policy_values.ts";
import { type TestParts, testParts } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { textOf } from "../support/wire_bytes.ts";

const BATCH = "/team/repo.git/info/lfs/objects/batch";

function judging(parts: TestParts, asked: TestAsked, path = "/") {
  const share = parts.heldBodies.share();
  return judge(parts, asked, target({ host: "a.test", path }), asked.head.fields, share);
}

function batchBody(text: string) {
  return sentBody({ kind: "length", length: text.length }, text);
}

Deno.test("judge() gives the route and the body that was judged, held", async () => {
  const parts = testParts({ routes: [testRoute()] });
  const asked = testAsked({ method: "POST", body: batchBody("{}") });
  const { route, body, held } = valueOf(await judging(parts, asked));
  assert.equal(route.host, "a.test");
  assert.equal(textOf(held ?? new Uint8Array()), "{}");
  assert.equal(textOf(await body.read() ?? new Uint8Array()), "{}");
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
  const text = '{"operation":"download"}'.padEnd(limits.lfsBatchBytes + 1);
  const outcome = await judging(parts, testAsked({ method: "POST", body: batchBody(text) }), BATCH);
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

const TOKEN = dummy("ghp_<x36>");

Deno.test("judge() judges again where a reload came while it judged", async () => {
  const parts = testParts({ routes: [testRoute()] });
  let asked = 0;
  const engines = {
    last: undefined,
    signs: parts.engines.signs,
    changed() {},
    current() {
      if (asked++ === 0) parts.setRoutes([]);
      return parts.engines.current();
    },
  };
  assertRefused(await judging({ ...parts, engines }, testAsked()), 403, "host-not-allowed");
});

Deno.test("judge() refuses a secret in head, body and trailers in the contract's words", async () => {
  const parts = testParts({ routes: [testRoute()] });
  const chunked = `3\r\nabc\r\n0\r\nX-Sum: ${TOKEN}\r\n\r\n`;
  const asks = [
    testAsked({ fields: [["X-Note", TOKEN]] }),
    testAsked({ method: "POST", body: batchBody(`{"a":"${TOKEN}"}`) }),
    testAsked({ method: "POST", body: sentBody({ kind: "chunked" }, chunked) }),
  ];
  const texts = [];
  for (const asked of asks) {
    const outcome = await judging(parts, asked);
    assert.ok(!outcome.ok);
    assert.deepEqual([outcome.refusal.status, outcome.refusal.reason], [403, "secret-found"]);
    assert.equal(JSON.stringify(outcome.refusal).includes(TOKEN), false);
    texts.push(outcome.refusal.text.replace(/^egress DLP: .* in /, ""));
  }
  assert.deepEqual(texts, ["header x-note", "body", "trailer header x-sum"]);
});

Deno.test("judge() tells the log of what only warns, and forwards it", async () => {
  const parts = testParts({ routes: [testRoute({ outboundDetectors: ["entropy"] })] });
  const dense = seeded(1).text(ALPHABET, 300);
  const asked = testAsked({ method: "POST", body: batchBody(dense) });
  assert.ok((await judging(parts, asked)).ok);
  assert.deepEqual(parts.events.map(({ event }) => event), ["egress_warn"]);
});

Deno.test("judge() keeps a request's trailers behind its held body", async () => {
  const parts = testParts({ routes: [testRoute()] });
  const chunked = "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n";
  const asked = testAsked({ method: "POST", body: sentBody({ kind: "chunked" }, chunked) });
  const { body, held } = valueOf(await judging(parts, asked));
  assert.deepEqual([held, body.length], [undefined, undefined]);
  assert.equal(textOf(await body.read() ?? new Uint8Array()), "abc");
  assert.equal(await body.read(), null);
  assert.deepEqual(body.trailers, [["X-Sum", "1"]]);
});

Deno.test("judge() redacts where the route says so, and gives exactly what it judged then", async () => {
  const parts = testParts({ routes: [testRoute({ outboundOnMatch: "redact" })] });
  const asked = testAsked({ method: "POST", body: batchBody(`{"a":"${TOKEN}"}`) });
  const { held, fields, target } = valueOf(await judging(parts, asked, `/x/${TOKEN}/y`));
  assert.equal(textOf(held ?? new Uint8Array()), '{"a":"********"}');
  assert.equal(target.path, "/x/********/y");
  assert.equal(JSON.stringify(fields).includes(TOKEN), false);
});

Deno.test("judge() holds no more of all bodies together than there is room for", async () => {
  const parts = testParts({ routes: [testRoute()], heldBodiesBytes: 10 });
  const first = judge(
    parts,
    testAsked({ method: "POST", body: batchBody("12345678") }),
    target({ host: "a.test" }),
    [],
    parts.heldBodies.share(),
  );
  assert.ok((await first).ok);
  const second = testAsked({ method: "POST", body: batchBody("12345678") });
  assertRefused(await judging(parts, second), 503, "too-many-bodies");
});

Deno.test("judge() reads a body that is too large to be held as it streams, its first window at once", async () => {
  const parts = testParts({ routes: [testRoute()], heldBodyBytes: 1000 });
  const text = "words ".repeat(100_000);
  const { body, held } = valueOf(
    await judging(parts, testAsked({ method: "POST", body: batchBody(text) })),
  );
  assert.equal(held, undefined);
  let all = "";
  for (let slice = await body.read(); slice; slice = await body.read()) all += textOf(slice);
  assert.equal(all, text);
  const early = testAsked({ method: "POST", body: batchBody(`${TOKEN} ${text}`) });
  await assert.rejects(judging(parts, early), Blocked);
});

Deno.test("judge() does not stream a body that would have to be redacted", async () => {
  const route = testRoute({ outboundOnMatch: "redact" });
  const parts = testParts({ routes: [route], heldBodyBytes: 1000 });
  const asked = testAsked({ method: "POST", body: batchBody("words ".repeat(1000)) });
  assertRefused(await judging(parts, asked), 413, "body-too-large");
});

Deno.test("judge() does not read a body that no detector looks at", async () => {
  const parts = testParts({ routes: [testRoute({ outboundDetectors: [] })] });
  const text = TOKEN.padEnd(limits.smallBodyBytes + 1);
  const asked = testAsked({ method: "POST", body: batchBody(text) });
  assert.equal(valueOf(await judging(parts, asked)).held, undefined);
  assert.equal(asked.body.done, false);
});

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
