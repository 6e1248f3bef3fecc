import assert from "node:assert/strict";
import { readRecorded } from "../../../lib/observe/record/read_recorded.ts";
import { createRecordedOf } from "../../../lib/observe/record/recorded_of.ts";
import { denied } from "../../support/denied.ts";
import { finding, forwarded, target, testObserver } from "../../support/observed_requests.ts";
import { testRoute } from "../../support/route.ts";

const NO_FIELDS = { names: [], values: {}, whole: true };

function testRecordedOf() {
  const observed = testObserver();
  const redact = (text: string) => text.replaceAll("hunter2", "********");
  const recordedOf = createRecordedOf({ record: observed.observer.record, redact });
  return { ...observed, recordedOf };
}

Deno.test("createRecordedOf() tells what routes decide on, and what became of it", () => {
  const { begin, pass, recordedOf } = testRecordedOf();
  const trace = begin("POST");
  pass(7);
  const route = testRoute({ host: "a.test" });
  forwarded(trace, route);
  const fields = { names: ["x-v"], values: { "x-v": ["1"] }, whole: true };
  assert.deepEqual(recordedOf(trace, fields), {
    v: 1,
    time: "1970-01-01T00:16:40.000Z",
    method: "POST",
    scheme: "https",
    host: "a.test",
    port: 443,
    path: "/x",
    query: null,
    whole: true,
    headers: ["x-v"],
    values: { "x-v": ["1"] },
    allowed: true,
    verdict: "forwarded",
    reason: null,
    route: "a.test",
    match: null,
    status: 200,
    bytes_up: 0,
    bytes_down: 0,
    ms: 7,
  });
});

Deno.test("createRecordedOf() splits the query off, and reads back what it writes", () => {
  const test = testRecordedOf();
  const recorded = test.recordedOf(denied(test, "/x", { query: "a=?b" }), NO_FIELDS);
  assert.deepEqual([recorded?.path, recorded?.query], ["/x", "a=?b"]);
  const read = readRecorded(JSON.stringify(recorded));
  assert.ok(read && "path" in read);
  assert.deepEqual([read.query, read.allowed, read.reason], ["a=?b", false, "host-not-allowed"]);
});

Deno.test("createRecordedOf() writes no secret, and says that something is missing", () => {
  const test = testRecordedOf();
  const lines = [
    test.recordedOf(denied(test, "/hunter2"), NO_FIELDS),
    test.recordedOf(denied(test, "/x", { query: "hunter2" }), NO_FIELDS),
    test.recordedOf(denied(test, "/x", { host: "hunter2.test" }), NO_FIELDS),
    test.recordedOf(denied(test, "/x", { method: "hunter2" }), NO_FIELDS),
    test.recordedOf(denied(test, "/x"), { names: ["a", "hunter2"], values: {}, whole: true }),
  ];
  const hidden = test.begin();
  hidden.aimed(target("/secret"), testRoute());
  hidden.found([finding({ surface: "path" })]);
  for (const line of [...lines, test.recordedOf(hidden, NO_FIELDS)]) {
    assert.equal(line?.whole, false);
    assert.doesNotMatch(JSON.stringify(line), /hunter2|\/secret/);
  }
  const values = { "x-v": ["hunter2"], "x-w": ["1"] };
  const told = test.recordedOf(denied(test, "/x"), { names: ["x-v", "x-w"], values, whole: true });
  assert.deepEqual([told?.whole, told?.headers, told?.values], [
    true,
    ["x-v", "x-w"],
    { "x-w": ["1"] },
  ]);
});

Deno.test("createRecordedOf() has no line for what went to no target", () => {
  const { begin, recordedOf } = testRecordedOf();
  assert.equal(recordedOf(begin(), NO_FIELDS), undefined);
});
