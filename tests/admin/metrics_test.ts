import assert from "node:assert/strict";
import { createMetrics } from "../../lib/admin/metrics.ts";
import { finding, forwarded, NO_MATCH, refused, target } from "../support/observed_requests.ts";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";

/** The metrics of a sidecar in which one of everything has happened. */
function busyMetrics() {
  const admin = testAdmin({ routes: () => [testRoute()] });
  const { begin, observer, pass, parts } = admin;
  const one = begin();
  one.bytesUp = 3;
  one.bytesDown = 5;
  one.scanned(3, one.now());
  pass(250);
  forwarded(one, testRoute());
  refused(begin(), NO_MATCH, undefined, "made-up.test");
  const failed = begin("POST");
  failed.aimed(target(), testRoute());
  failed.found([finding()]);
  failed.held("a");
  failed.decided("approved");
  failed.refused({ ...NO_MATCH, status: 502, reason: "upstream-tls" }, { stage: "tls" });
  failed.end();
  observer.tunnel();
  return createMetrics(parts, 1_700_000_000_000);
}

Deno.test("createMetrics() has every sum and every gauge, with its labels", async () => {
  const metrics = busyMetrics();
  assert.match(metrics.contentType, /^text\/plain; version=0\.0\.4/);
  const text = await metrics.text();
  const lines = [
    'egress_requests_total{host="a.test",method="read",verdict="forwarded",reason=""} 1',
    'egress_requests_total{host="other",method="read",verdict="refused",reason="no-match"} 1',
    'egress_requests_total{host="a.test",method="write",verdict="failed",reason="upstream-tls"} 1',
    'egress_request_seconds_total{host="a.test"} 0.25',
    'egress_body_bytes_total{host="a.test",direction="up"} 3',
    'egress_body_bytes_total{host="a.test",direction="down"} 5',
    'egress_findings_total{detector="token_patterns"} 1',
    "egress_scans_total 1",
    "egress_scanned_bytes_total 3",
    "egress_held_requests_total 1",
    'egress_decisions_total{decision="approved"} 1',
    'egress_upstream_errors_total{stage="tls"} 1',
    "egress_tunnels_total 1",
    "egress_tunnels_open 1",
    "egress_requests_under_way 0",
    "egress_requests_held 0",
    "egress_agent_connections 1",
    "egress_upstream_connections_idle 3",
    "egress_leaf_certificates 4",
    "egress_routes 1",
    "process_start_time_seconds 1700000000",
    'egress_build_info{version="0.0.0"} 1',
  ];
  for (const line of lines) assert.ok(text.split("\n").includes(line), `${line}\n${text}`);
  assert.match(text, /^process_resident_memory_bytes \d{7,}$/m);
  assert.equal(text.includes("made-up"), false);
});

Deno.test("createMetrics() gives the same sums when it is asked again", async () => {
  const metrics = busyMetrics();
  const sums = async () =>
    (await metrics.text()).split("\n").filter((line) => /^egress_(?!heap)/.test(line));
  assert.deepEqual(await sums(), await sums());
});

const promtool = findProgram("promtool");

testWith([promtool], "createMetrics() passes promtool check metrics", async () => {
  const input = await busyMetrics().text();
  const result = await runFound(promtool, ["check", "metrics"], { input });
  assert.deepEqual([result.code, result.stdout, result.stderr], [0, "", ""]);
});
