import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { makeToken } from "../../lib/proxy/console.ts";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { connectRaw, connectTunnel } from "../support/raw_client.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { CONSOLE_TOKEN, startTestConsole } from "../support/test_console.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { within } from "../support/within.ts";

const ROUTES = "routes:\n  - host: a.test\n    allow_private_addresses: true\n";

function get(port: number, path = "/", host = "a.test"): string {
  return `GET http://${host}:${port}${path} HTTP/1.1\r\nHost: ${host}:${port}\r\n\r\n`;
}

Deno.test("openConsole() shows what the agent did, with times, bytes and why", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("ok")));
  await using proxy = await startTestConsole({ routes: ROUTES });
  using client = await connectRaw(proxy.port);
  assert.equal((await client.ask(get(upstream.port))).body, "ok");
  assert.equal((await client.ask(get(upstream.port, "/", "b.test"))).status, 403);
  const { requests } = await (await proxy.operator("/api/requests")).json();
  assert.deepEqual(
    requests.map((
      { host, verdict, reason, bytes_down }: Record<string, unknown>,
    ) => [host, verdict, reason, bytes_down]).map((row: unknown[]) => row.slice(0, 3)),
    [["b.test", "refused", "host-not-allowed"], ["a.test", "forwarded", null]],
  );
  assert.equal(requests[1].bytes_down, 2);
  assert.ok(
    Object.entries(requests[1].stages).every(([name, ms]) =>
      name === "held_ms" || typeof ms === "number"
    ),
  );
  const { steps } = await (await proxy.operator("/api/requests/2")).json();
  assert.ok(
    steps.some((step: Record<string, string>) =>
      step.name === "allowlist" && step.outcome === "refuse"
    ),
  );
  const metrics = await (await proxy.operator("/metrics")).text();
  assert.match(
    metrics,
    /^egress_requests_total\{host="a\.test",method="read",verdict="forwarded",reason=""\} 1$/m,
  );
  assert.match(metrics, /^egress_agent_connections 1$/m);
});

Deno.test("openConsole() lets the operator answer a held request", async () => {
  await tempFolder(async (queue) => {
    await using upstream = startRecordingUpstream(answering(okAnswer("ok")));
    await using hook = startRecordingUpstream(answering(okAnswer("")));
    await using proxy = await startTestConsole({
      routes: ROUTES,
      env: {
        SUPERVISE_QUEUE_DIR: queue,
        SUPERVISE_BOTTLE_SLUG: "bottle",
        EGRESS_NOTIFY_URL: `http://hooks.test:${hook.port}/egress`,
      },
    });
    using client = await connectRaw(proxy.port);
    const key = dummy("AKIA<t16>");
    const answered = client.ask(get(upstream.port, `/x?key=${key}`));
    const question = await within(5000, firstQuestion(proxy.operator), "the question");
    assert.deepEqual([question.host, question.method, question.requests], ["a.test", "GET", [1]]);
    const notice = await within(5000, noticeOf(hook), "the notice");
    assert.equal(notice.id, question.id);
    assert.equal(notice.link, `http://127.0.0.1:${proxy.adminPort}/#question=${question.id}`);
    const approved = await proxy.operator(`/api/questions/${question.id}/approve`, {
      method: "POST",
      body: JSON.stringify({ reason: "the job's own key" }),
    });
    assert.deepEqual(await approved.json(), { id: question.id, status: "approved" });
    assert.equal((await within(5000, answered, "the answer")).body, "ok");
    const text = await (await proxy.operator("/api/requests")).text();
    const { requests: [request] } = JSON.parse(text);
    assert.deepEqual([request.verdict, request.decision], ["forwarded", "approved"]);
    assert.ok(request.stages.held_ms > 0);
    for (const shown of [text, JSON.stringify(question), JSON.stringify(notice)]) {
      assert.equal(shown.includes(key), false);
    }
    assert.deepEqual(await (await proxy.operator("/api/questions")).json(), { questions: [] });
  });
});

type Operator = (path: string) => Promise<Response>;

async function firstQuestion(operator: Operator) {
  while (true) {
    const { questions } = await (await operator("/api/questions")).json();
    if (questions.length > 0) return questions[0];
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function noticeOf({ connections }: ReturnType<typeof startRecordingUpstream>) {
  while (true) {
    const [, body] = connections.map(({ received }) => received).join("").split("\r\n\r\n");
    if (body) return JSON.parse(body);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

Deno.test("openConsole() tells its link once, with the token only where it made it", async () => {
  await using given = await startTestConsole({ routes: ROUTES });
  const [told = "", ...more] = given.log.filter((line) => line.includes("console"));
  assert.deepEqual(more, []);
  assert.equal(told.includes(CONSOLE_TOKEN), false);
  await using made = await startTestConsole({ routes: ROUTES, env: { EGRESS_ADMIN_TOKEN: "" } });
  const link = made.log.join("\n").match(/http:\/\/127\.0\.0\.1:\d+\/#token=([\w-]{43})$/m);
  assert.ok(link, made.log.join("\n"));
  const answer = await made.operator("/api/status", {
    headers: { authorization: `Bearer ${link[1]}` },
  });
  assert.equal((await answer.json()).supervised, false);
});

Deno.test("openConsole() is off unless it is asked for, and nothing is observed then", async () => {
  await using proxy = await startTestSidecar({ routes: ROUTES });
  assert.equal(proxy.sidecar.adminAddress, undefined);
  assert.equal(proxy.log.some((line) => line.includes("console")), false);
});

Deno.test("openConsole() that cannot listen stops the start, and leaves no listener behind", async () => {
  await using proxy = await startTestConsole({ routes: ROUTES });
  const { port } = proxy;
  const taken = startTestSidecar({ env: { EGRESS_ADMIN: `127.0.0.1:${port}` } });
  await assert.rejects(taken, ConfigError);
});

Deno.test("makeToken() makes another token each time, fit for a link", () => {
  const tokens = [makeToken().reveal(), makeToken().reveal()];
  assert.notEqual(tokens[0], tokens[1]);
  for (const token of tokens) assert.match(token, /^[\w-]{43}$/);
});

Deno.test("openConsole() counts tunnels while they are open", async () => {
  await using proxy = await startTestConsole({ routes: ROUTES });
  const open = async () => (await (await proxy.operator("/api/status")).json()).tunnels;
  const tunnel = await connectTunnel(proxy.port, "a.test:443");
  assert.equal(await open(), 1);
  tunnel.close();
  const closed = async () => {
    while (await open() !== 0) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  await within(5000, closed(), "the end of the tunnel");
});
