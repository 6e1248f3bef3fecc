import assert from "node:assert/strict";
import { schemas } from "../../lib/admin/schemas.ts";
import { schemaErrors } from "../support/json_schema.ts";
import { testObserver } from "../support/observed_requests.ts";

Deno.test("schemas allow no key that they do not name, and no other type", () => {
  const { observer, begin } = testObserver();
  const record = observer.record(begin());
  const errors = (change: object) =>
    schemaErrors({ ...record, ...change }, { $ref: "#/components/schemas/Request" }, schemas);
  assert.deepEqual(errors({}), []);
  for (
    const change of [
      ...[{ value: "x" }, { id: "1" }, { id: -1 }, { verdict: "no" }, { status: 1.5 }],
      ...[{ findings: [{}] }, { stages: {} }, { scheme: "ftp" }, { host: null }],
    ]
  ) {
    assert.notDeepEqual(errors(change), [], JSON.stringify(change));
  }
});
