import assert from "node:assert/strict";
import { ApiError } from "../../lib/admin/api_error.ts";
import { showRequest } from "../../lib/admin/show_request.ts";
import { NO_MATCH, refused, testObserver } from "../support/observed_requests.ts";

Deno.test("showRequest() has the facts of a request and why", () => {
  const { observer, begin } = testObserver();
  refused(begin(), NO_MATCH);
  const { request, steps } = showRequest(observer, "1");
  assert.deepEqual([request.id, request.reason], [1, "no-match"]);
  assert.equal(steps[0]?.name, "target");
});

Deno.test("showRequest() knows no request that is not kept, nor what is no number", () => {
  const { observer } = testObserver();
  for (const id of ["1", "x", "-1", "1.0", ""]) {
    assert.throws(() => showRequest(observer, id), ApiError, id);
  }
});
