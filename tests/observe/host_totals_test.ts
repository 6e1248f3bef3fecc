import assert from "node:assert/strict";
import { createHostTotals } from "../../lib/observe/host_totals.ts";
import { forwarded, NO_MATCH, refused, testObserver } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";

Deno.test("createHostTotals() adds up requests, verdicts and bytes of each host", () => {
  const { begin } = testObserver();
  const totals = createHostTotals();
  const route = testRoute();
  const first = begin();
  first.bytesUp = 3;
  first.bytesDown = 5;
  totals.add(forwarded(first, route));
  totals.add(refused(begin(), NO_MATCH, route));
  assert.deepEqual(totals.all(), [{
    host: "a.test",
    route: "a.test",
    requests: 2,
    verdicts: { forwarded: 1, refused: 1 },
    bytesUp: 3,
    bytesDown: 5,
    lastMs: 1_000_000,
  }]);
});

Deno.test("createHostTotals() counts beyond its bound together, and made-up hosts push no routed one out", () => {
  const { begin } = testObserver();
  const totals = createHostTotals(2);
  for (let i = 0; i < 5; i++) totals.add(refused(begin(), NO_MATCH, undefined, `${i}.test`));
  totals.add(forwarded(begin(), testRoute()));
  assert.deepEqual(
    totals.all().map(({ host, requests }) => [host, requests]),
    [["a.test", 1], ["0.test", 1], ["1.test", 1], ["", 3]],
  );
});

Deno.test("createHostTotals() leaves out what was meant for no host", () => {
  const totals = createHostTotals();
  totals.add(testObserver().begin());
  assert.deepEqual(totals.all(), []);
});
