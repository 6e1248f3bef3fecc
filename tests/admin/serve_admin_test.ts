import assert from "node:assert/strict";
import { serveAdmin } from "../../lib/admin/serve_admin.ts";
import { ConfigError } from "../../lib/config/config_error.ts";
import { platformTimers } from "../../lib/supervise/timers.ts";
import { ADMIN_TOKEN, testAdmin } from "../support/test_admin.ts";
import { within } from "../support/within.ts";

const authorization = `Bearer ${ADMIN_TOKEN}`;
const listen = { hostname: "127.0.0.1", port: 0 };

function served(at = listen) {
  return serveAdmin(at, { ...testAdmin().parts, timers: platformTimers });
}

Deno.test("serveAdmin() answers on its own address, and ends streams with the stop", async () => {
  const server = served();
  const base = `http://127.0.0.1:${server.address.port}`;
  const status = await fetch(`${base}/api/status`, { headers: { authorization } });
  assert.equal((await status.json()).version, "0.0.0");
  const stream = await fetch(`${base}/api/events`, { headers: { authorization } });
  const text = stream.text();
  await within(2000, server.stop(), "the stop");
  assert.match(await within(2000, text, "the end of the stream"), /^event: hello/);
  await assert.rejects(fetch(base));
});

Deno.test("serveAdmin() says which address it cannot listen on", async () => {
  const server = served();
  const { port } = server.address;
  assert.throws(
    () => served({ ...listen, port }),
    (error) =>
      error instanceof ConfigError && /^EGRESS_ADMIN: .*another process/.test(error.message),
  );
  await server.stop();
});
