import assert from "node:assert/strict";
import { exchange } from "../../lib/proxy/exchange.ts";
import { fieldValue } from "../../lib/wire/fields.ts";
import { sentBody, type TestAsked, testAsked } from "../support/asked.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { credential, match } from "../support/policy_values.ts";
import { testParts, type TestPartsOptions, upstreamsOn } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

async function exchanging(asked: TestAsked, options: TestPartsOptions) {
  const upstream = fakeStream(OK);
  const parts = testParts({ upstreams: upstreamsOn([upstream]), ...options });
  await exchange(asked, parts);
  const { head, body } = asked.reply;
  return {
    parts,
    upstream,
    status: head?.status,
    reason: fieldValue(head?.fields ?? [], "x-egress-reason"),
    body,
  };
}

Deno.test("exchange() forwards what is allowed, with the credential, and leaves nothing behind", async () => {
  const { parts, upstream, status, body } = await exchanging(testAsked(), {
    routes: [testRoute({ credential: credential() })],
    env: { EGRESS_TOKEN_0: "dummy" },
  });
  assert.deepEqual([status, body], [200, "ok"]);
  assert.equal(
    upstream.written,
    "GET / HTTP/1.1\r\nHost: a.test\r\nAuthorization: Bearer dummy\r\n\r\n",
  );
  assert.deepEqual([parts.flights.count, parts.clocks.open, parts.events], [0, 0, []]);
});

// Each is refused by one check, though the later ones would refuse it too: the order of checks.
const inOrder = [
  ["authority-mismatch", { target: "https://b.test/r.git/git-receive-pack", method: "POST" }],
  ["bad-request", { fields: [["Connection", "host"]] }],
  ["git-push", { target: "/r.git/git-receive-pack", method: "POST" }],
  ["git-fetch", { target: "/r.git/info/refs?service=git-upload-pack" }],
  ["no-match", { target: "/other" }],
  ["upgrade-not-supported", {
    target: "/ok",
    fields: [["Upgrade", "websocket"], ["Connection", "Upgrade"]],
  }],
  ["credential-missing", { target: "/ok" }],
] as const;

for (const [expected, how] of inOrder) {
  Deno.test(`exchange() refuses with ${expected} before what comes later`, async () => {
    const asked = testAsked(how);
    const { parts, upstream, reason } = await exchanging(asked, {
      routes: [testRoute({
        credential: credential(),
        matches: [match({ paths: [{ type: "exact", value: "/ok" }] })],
      })],
    });
    assert.equal(reason, expected);
    assert.equal(upstream.written, "");
    assert.deepEqual(parts.events.map(({ event }) => event), ["egress_block"]);
    assert.equal(parts.clocks.open, 0);
  });
}

Deno.test("exchange() refuses a host without a route, and git push without a route too", async () => {
  assert.equal((await exchanging(testAsked(), {})).reason, "host-not-allowed");
  const push = testAsked({ target: "/info/refs?service=git-receive-pack" });
  assert.equal((await exchanging(push, {})).reason, "git-push");
});

Deno.test("exchange() gives back what a held body took, forwarded, refused or broken", async () => {
  const routes = [testRoute()];
  const body = (...pieces: string[]) => sentBody({ kind: "chunked" }, ...pieces);
  const whole = "3\r\nabc\r\n0\r\n\r\n";
  for (
    const [status, how] of [
      [200, { method: "POST", body: body(whole) }],
      [403, { method: "POST", body: body(whole), target: "/r.git/git-receive-pack" }],
      [400, { method: "POST", body: body("3\r\nabc\r\n", "x\r\n") }],
    ] as const
  ) {
    const asked = testAsked(how);
    const taken: number[] = [];
    const parts = testParts({ routes, upstreams: upstreamsOn([fakeStream(OK)]) });
    const share = () => {
      const own = parts.heldBodies.share();
      const take = (bytes: number) => own.take(bytes) && taken.push(bytes) > 0;
      return { ...own, take };
    };
    await exchange(asked, { ...parts, heldBodies: { bytes: 0, share } });
    // The answer takes its share behind the request.
    assert.deepEqual([asked.reply.head?.status, taken[0]], [status, 3]);
    assert.equal(parts.heldBodies.bytes, 0);
  }
});

Deno.test("exchange() answers introspection without a route and before everything else", async () => {
  const asked = testAsked({ host: "_egress.local", target: "/allowlist", method: "POST" });
  const { body, upstream } = await exchanging(asked, {
    introspection: ({ url }) => Promise.resolve(new Response(url)),
  });
  assert.equal(body, "http://_egress.local/allowlist");
  assert.equal(upstream.written, "");
});

Deno.test("exchange() refuses, and never forwards, when something unforeseen happens", async () => {
  const failing = await exchanging(testAsked({ host: "_egress.local" }), {});
  assert.equal(failing.reason, "internal-error");
  assert.deepEqual(failing.parts.events.map(({ event }) => event), ["internal_error"]);
});

Deno.test("exchange() says 400 where the agent's body is broken, and cuts the upstream's request", async () => {
  const small = testAsked({
    method: "POST",
    body: sentBody({ kind: "chunked" }, "2\r\nab\r\nno chunk\r\n"),
  });
  const early = await exchanging(small, { routes: [testRoute()] });
  assert.deepEqual([early.status, early.upstream.written], [400, ""]);
  const size = (70_000).toString(16);
  const large = testAsked({
    method: "POST",
    body: sentBody({ kind: "chunked" }, `${size}\r\n${"y".repeat(70_000)}\r\n`, "no chunk\r\n"),
  });
  const upstream = fakeStream();
  const routes = [testRoute({ outboundDetectors: [] })];
  const parts = testParts({ routes, upstreams: upstreamsOn([upstream]) });
  await exchange(large, parts);
  assert.equal(large.reply.head?.status, 400);
  assert.deepEqual([upstream.closed, upstream.written.includes("\r\n0\r\n")], [true, false]);
  assert.deepEqual([parts.flights.count, parts.clocks.open], [0, 0]);
});
