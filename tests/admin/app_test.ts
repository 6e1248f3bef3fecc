import assert from "node:assert/strict";
import { pageFiles } from "../../lib/admin/page/files.ts";
import { QueueError } from "../../lib/supervise/queue_error.ts";
import { memoryQueue } from "../support/memory_queue.ts";
import { ADMIN_TOKEN, testAdmin } from "../support/test_admin.ts";

const PATHS = [
  ...["/api/status", "/api/requests", "/api/requests/1", "/api/hosts", "/api/routes"],
  ...["/api/questions", "/api/events", "/api/openapi.json", "/metrics", "/nothing"],
];

Deno.test("createAdmin() tells nothing but the page's files without the token", async () => {
  const { ask } = testAdmin();
  for (const path of PATHS) {
    for (const authorization of ["", "Bearer wrong", `Basic ${ADMIN_TOKEN}`]) {
      const answer = await ask(path, { headers: { authorization } });
      assert.equal(answer.status, 401, path);
      assert.match(answer.headers.get("www-authenticate") ?? "", /^Bearer/);
      assert.deepEqual(Object.keys(await answer.json()), ["error"]);
    }
    const posted = await ask(path, { method: "POST", headers: { authorization: "" } });
    assert.equal(posted.status, 401, path);
    await posted.body?.cancel();
  }
  const page = await ask("/", { headers: { authorization: "" } });
  assert.deepEqual([page.status, await page.text()], [200, pageFiles.get("/")?.body]);
});

Deno.test("createAdmin() takes no token from a URL or a cookie, and sets none", async () => {
  const { ask } = testAdmin();
  const cookie = `token=${ADMIN_TOKEN}`;
  const answer = await ask(`/api/status?token=${ADMIN_TOKEN}`, {
    headers: { authorization: "", cookie },
  });
  assert.deepEqual([answer.status, answer.headers.get("set-cookie")], [401, null]);
  await answer.body?.cancel();
});

Deno.test("createAdmin() answers to its own names alone, before it says anything else", async () => {
  const { ask } = testAdmin();
  for (const origin of ["http://localhost:1", "http://[::1]:1", "http://console.test"]) {
    assert.equal((await ask("/api/status", {}, origin)).status, 200, origin);
  }
  for (const origin of ["http://evil.test:9098", "http://_egress.local", "http://egress"]) {
    const answer = await ask("/", {}, origin);
    assert.equal(answer.status, 421, origin);
    assert.match((await answer.json()).error, /EGRESS_ADMIN_HOSTS/);
  }
});

Deno.test("createAdmin() refuses what another site asks, though it had the token", async () => {
  const { ask } = testAdmin();
  const foreign = [["origin", "http://evil.test"], ["sec-fetch-site", "cross-site"]] as const;
  for (const [name, value] of foreign) {
    const answer = await ask("/api/status", { headers: { [name]: value } });
    assert.equal(answer.status, 403);
    await answer.body?.cancel();
  }
  const preflight = await ask("/api/questions/x/approve", {
    method: "OPTIONS",
    headers: { origin: "http://evil.test", "access-control-request-method": "POST" },
  });
  assert.equal(preflight.status, 403);
  assert.equal(preflight.headers.get("access-control-allow-origin"), null);
  await preflight.body?.cancel();
});

Deno.test("createAdmin() gives every answer the fields that keep it safe, errors too", async () => {
  const { ask } = testAdmin();
  for (const path of ["/", "/api/status", "/nothing", "/api/requests?limit=0", "/metrics"]) {
    const { headers, body } = await ask(path);
    assert.match(headers.get("content-security-policy") ?? "", /default-src 'none'/, path);
    assert.equal(headers.get("cache-control"), "no-store", path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    await body?.cancel();
  }
});

Deno.test("createAdmin() changes nothing by GET, and says which pages there are", async () => {
  const { ask } = testAdmin();
  const answer = await ask("/api/questions/3f2a/approve");
  assert.equal(answer.status, 404);
  assert.match((await answer.json()).error, /openapi/);
});

Deno.test("createAdmin() tells a queue's failure in its words, and of a bug only the kind", async () => {
  const failing = (error: Error) => ({
    queue: {
      desk: { ...memoryQueue(), open: () => Promise.reject(error) },
      slug: "bottle",
      timeoutSeconds: 300,
    },
  });
  const queue = await testAdmin(failing(new QueueError("cannot read it"))).ask("/api/questions");
  assert.deepEqual([queue.status, await queue.json()], [503, { error: "cannot read it" }]);
  const bug = await testAdmin(failing(new TypeError("secret"))).ask("/api/questions");
  assert.deepEqual([bug.status, await bug.json()], [500, { error: "internal error (TypeError)" }]);
});
