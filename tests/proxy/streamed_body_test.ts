import assert from "node:assert/strict";
import type { Route } from "../../lib/policy/route.ts";
import { Blocked } from "../../lib/proxy/blocked.ts";
import type { Body } from "../../lib/proxy/body.ts";
import { streamedBody, tooLarge, trailedBody } from "../../lib/proxy/streamed_body.ts";
import type { Fields } from "../../lib/wire/field.ts";
import { sentBody, testAsked } from "../support/asked.ts";
import { TOKEN } from "../support/engine.ts";
import { testObserver } from "../support/observed_requests.ts";
import { testParts } from "../support/proxy_parts.ts";
import { testRoute } from "../support/route.ts";
import { textOf } from "../support/wire_bytes.ts";

const WORDS = "words ".repeat(50_000);

async function streaming(
  sent: readonly string[],
  { route = testRoute(), fields = [] }: { route?: Route; fields?: Fields } = {},
) {
  const parts = testParts({ routes: [route] });
  const size = sent.join("").length;
  const body = sentBody({ kind: "length", length: size }, ...sent);
  const asked = testAsked({ method: "POST", body, fields });
  return { parts, size, streamed: await streamedBody(parts, asked, route, body) };
}

/** All that comes out, and what ended it. */
async function readAll(body: Body): Promise<{ text: string; error: unknown }> {
  let text = "";
  try {
    for (let slice = await body.read(); slice; slice = await body.read()) text += textOf(slice);
    return { text, error: undefined };
  } catch (error) {
    return { text, error };
  }
}

Deno.test("streamedBody() gives a clean body as it came, with its length", async () => {
  const { streamed, size } = await streaming([WORDS, WORDS]);
  await streamed.firstWindow();
  assert.deepEqual([streamed.length, streamed.done], [size, false]);
  assert.deepEqual(await readAll(streamed), { text: WORDS + WORDS, error: undefined });
  assert.equal(streamed.done, true);
});

Deno.test("firstWindow() waits until the first bytes may go on, and refuses a secret among them", async () => {
  const { streamed } = await streaming([`${TOKEN} ${WORDS}`]);
  await assert.rejects(streamed.firstWindow(), (error) => {
    assert.ok(error instanceof Blocked);
    assert.match(
      error.refusal.text,
      /^egress DLP: .* in body; found while the body streamed, and the request was cut/,
    );
    return true;
  });
  await assert.rejects(streamed.read(), Blocked);
});

Deno.test("streamedBody() lets no part of a secret out that comes late, nor anything behind it", async () => {
  const { streamed } = await streaming([WORDS, WORDS, TOKEN.slice(0, 20), TOKEN.slice(20), WORDS]);
  const { text, error } = await readAll(streamed);
  assert.ok(error instanceof Blocked);
  assert.ok((WORDS + WORDS).startsWith(text));
  await assert.rejects(streamed.read(), Blocked);
});

Deno.test("streamedBody() looks through the trailers before the body is whole", async () => {
  const parts = testParts({ routes: [testRoute()] });
  const sent = `3\r\nabc\r\n0\r\nX-Sum: ${TOKEN}\r\n\r\n`;
  const body = sentBody({ kind: "chunked" }, sent);
  const streamed = await streamedBody(
    parts,
    testAsked({ method: "POST", body }),
    testRoute(),
    body,
  );
  const { error } = await readAll(streamed);
  assert.ok(error instanceof Blocked);
  assert.match(error.message, /trailer header x-sum/);
});

Deno.test("streamedBody() says 413 of what can only be judged whole", async () => {
  const fields = [["Content-Type", "application/json"]] as const;
  const { streamed } = await streaming([`{"a": "${WORDS}`, '"}'], { fields });
  const { text, error } = await readAll(streamed);
  assert.ok(error instanceof Blocked);
  assert.deepEqual([text, error.refusal.status, error.refusal.reason], ["", 413, "body-too-large"]);
});

Deno.test("tooLarge() names the bound and the mend", () => {
  const { text } = tooLarge({ heldBodyBytes: 1000 }, "it is an archive");
  assert.match(text, /larger than 1000 bytes, and it is an archive; .*EGRESS_HELD_BODY_BYTES/);
});

Deno.test("streamedBody() says 403 of what could not be read however it was held", async () => {
  const fields = [["Content-Encoding", "rot26"]] as const;
  const { streamed } = await streaming([WORDS], { fields });
  const { error } = await readAll(streamed);
  assert.ok(error instanceof Blocked);
  assert.deepEqual([error.refusal.status, error.refusal.reason], [403, "body-unreadable"]);
});

Deno.test("trailedBody() reads no body, but looks for line breaks behind it", async () => {
  const route = testRoute({ outboundDetectors: [] });
  const trailed = (sum: string) => {
    const parts = testParts({ routes: [route] });
    const body = sentBody({ kind: "chunked" }, `3\r\nabc\r\n0\r\nX-Sum: ${sum}\r\n\r\n`);
    return readAll(trailedBody(parts, route, body));
  };
  assert.deepEqual(await trailed(TOKEN), { text: "abc", error: undefined });
  const { error } = await trailed("a%0d%0aX-Evil:1");
  assert.ok(error instanceof Blocked);
  assert.match(error.message, /line break .* in trailer header x-sum/);
});

Deno.test("streamedBody() notes what it found where somebody looks on", async () => {
  const parts = testParts({ routes: [testRoute()] });
  const body = sentBody({ kind: "length", length: TOKEN.length }, TOKEN);
  const asked = { ...testAsked({ method: "POST", body }), trace: testObserver().begin() };
  const streamed = await streamedBody(parts, asked, testRoute(), body);
  await assert.rejects(streamed.firstWindow(), Blocked);
  assert.deepEqual(asked.trace.findings.map(({ surface }) => surface), ["body"]);
});
