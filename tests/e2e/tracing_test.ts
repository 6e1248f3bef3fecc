import assert from "node:assert/strict";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { curl, curlProgram } from "../support/curl.ts";
import { type OtlpCollector, startOtlpCollector } from "../support/otlp_collector.ts";
import { testWith } from "../support/programs.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { spawnSidecar, spawnUnawaited } from "../support/spawn_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const secret = dummy("AKIA<t16>");
const injected = dummy("<x40>");

const routes = `routes:
  - host: a.test
    allow_private_addresses: true
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_1
    dlp: { outbound_detectors: false }
  - host: strict.test
`;

const TRACED = {
  OTEL_DENO: "true",
  OTEL_DENO_METRICS: "false",
  OTEL_DENO_CONSOLE: "ignore",
  OTEL_PROPAGATORS: "none",
  OTEL_TRACES_SAMPLER: "parentbased_always_off",
};

/** A sidecar that is asked in every way that the platform sees, secrets in each place; then it stops. */
async function traffic(collector: OtlpCollector, protocol: string): Promise<void> {
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  await using upstream = startRecordingUpstream(answering(okAnswer("yes")), { tls });
  const env = {
    ...TRACED,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    EGRESS_TOKEN_0: secret,
    EGRESS_TOKEN_1: injected,
    EGRESS_ADMIN: "127.0.0.1:0",
  };
  await using sidecar = await spawnSidecar({ routes, env });
  const console = await sidecar.line(/^egress: the operator's console: /);
  const [, admin = "", token = ""] = /(http:\S+)#token=(\S+)/.exec(console) ?? [];
  const sampled = [
    ...["-H", `traceparent: 00-${"ab".repeat(16)}-${"cd".repeat(8)}-01`],
    ...["-H", `tracestate: v=${secret}`, "-H", `baggage: v=${secret}`, "-H", `x-v: ${secret}`],
  ];
  const origin = `https://a.test:${upstream.port}`;
  for (const version of ["--http1.1", "--http2"]) {
    const ask = async (url: string, ...more: string[]) =>
      (await curl(sidecar, [version, url, ...sampled, ...more])).status;
    assert.equal(await ask(`${origin}/v1/${secret}?q=${secret}`, "-d", secret), 200);
    assert.equal(await ask(`https://strict.test/${secret}?q=${secret}`), 403);
    assert.equal(await ask(`https://other.test/${secret}?q=${secret}`), 403);
    assert.equal(await ask(`https://${secret}.test/`), 403);
    assert.equal(await ask("https://other.test/", "-X", secret.toUpperCase()), 403);
  }
  const answer = await fetch(`${admin}api/requests?q=${secret}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  assert.equal(answer.status, 200);
  await answer.body?.cancel();
  sidecar.kill("SIGTERM");
  assert.equal((await sidecar.status).code, 0);
  for (const { text } of collector.received) {
    for (const value of [secret, secret.toLowerCase(), injected, token, "q=", "traceparent"]) {
      assert.equal(text.includes(value), false, text);
    }
  }
}

testWith(
  [curlProgram],
  "a traced request is one span with its stages, and nothing else leaves",
  async () => {
    await using collector = startOtlpCollector();
    await traffic(collector, "http/json");
    assert.deepEqual([...new Set(collector.received.map(({ path }) => path))], ["/v1/traces"]);
    const spans = collector.spans();
    assert.deepEqual([...new Set(spans.map(({ scope }) => scope))], ["egress"]);
    const requests = spans.filter(({ attributes }) => "egress.request" in attributes);
    assert.equal(requests.length, 10);
    const [forwarded] = requests.filter(({ attributes }) =>
      attributes["egress.verdict"] === "forwarded"
    );
    assert.ok(forwarded);
    assert.equal(forwarded.attributes["egress.route"], "a.test");
    assert.doesNotMatch(forwarded.traceId, /^abab/);
    const stages = spans.filter(({ parentSpanId }) => parentSpanId === forwarded.spanId);
    assert.deepEqual(stages.map(({ name }) => name), ["judge", "connect", "wait", "answer"]);
  },
);

testWith(
  [curlProgram],
  "spans in protobuf, which is the default, carry no secret either",
  async () => {
    await using collector = startOtlpCollector();
    await traffic(collector, "http/protobuf");
    assert.ok(collector.received.some(({ text }) => text.includes("egress.verdict")));
  },
);

testWith([curlProgram], "a sidecar whose platform would export URLs does not start", async () => {
  await using collector = startOtlpCollector();
  const env = { OTEL_DENO: "true", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  await using sidecar = await spawnUnawaited({ routes, env });
  assert.equal((await sidecar.status).code, 1);
  await sidecar.line(/^egress: OTEL_DENO_METRICS: .*; set OTEL_DENO_METRICS=false .*always_off/);
});
