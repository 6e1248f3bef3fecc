import assert from "node:assert/strict";
import { introspect, isIntrospection } from "../../lib/proxy/introspect.ts";
import type { Asked } from "../../lib/proxy/asked.ts";
import { noBody } from "../../lib/proxy/body.ts";
import { fieldValue, fieldValues } from "../../lib/wire/fields.ts";
import { fakeReply } from "../support/fake_reply.ts";
import { target } from "../support/policy_values.ts";
import { testParts } from "../support/proxy_parts.ts";

async function ask(method: string, path: string, query?: string) {
  const seen: Request[] = [];
  const parts = testParts({
    introspection: (request) => {
      seen.push(request);
      return Promise.resolve(new Response("grün", { status: 404, headers: { "x-a": "b" } }));
    },
  });
  const reply = fakeReply();
  const asked: Asked = {
    head: { method, target: "", version: "1.1", fields: [["X-Secret", "dummy"]] },
    scope: { at: { kind: "proxy" }, serverName: undefined },
    body: noBody,
    reply,
    abort: new AbortController(),
    target: undefined,
  };
  await introspect(parts, asked, target({ host: "_egress.local", path, query }));
  return { reply, request: seen[0] };
}

Deno.test("isIntrospection() knows one name only", () => {
  assert.equal(isIntrospection("_egress.local"), true);
  assert.equal(isIntrospection("x._egress.local"), false);
  assert.equal(isIntrospection("egress.local"), false);
});

Deno.test("introspect() asks the app for path and query, and shows it no field of the agent", async () => {
  const { request } = await ask("POST", "/allowlist", "a=b");
  assert.equal(request?.url, "http://_egress.local/allowlist?a=b");
  assert.equal(request?.method, "POST");
  assert.equal(request?.headers.get("x-secret"), null);
  assert.equal((await ask("OPTIONS", "*")).request?.url, "http://_egress.local/");
});

Deno.test("introspect() brings the app's answer with its length", async () => {
  const { reply } = await ask("GET", "/");
  assert.equal(reply.head?.status, 404);
  assert.equal(fieldValue(reply.head?.fields ?? [], "x-a"), "b");
  assert.deepEqual(fieldValues(reply.head?.fields ?? [], "content-length"), ["5"]);
  assert.deepEqual(reply.framing, { kind: "length", length: 5 });
  assert.equal(reply.body, "gr\xc3\xbcn");
  assert.deepEqual(reply.calls, ["start", "write", "finish"]);
});

Deno.test("introspect() answers HEAD without a body", async () => {
  const { reply } = await ask("HEAD", "/");
  assert.deepEqual([reply.framing, reply.body], [{ kind: "none" }, ""]);
});
