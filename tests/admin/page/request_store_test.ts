import assert from "node:assert/strict";
import { readFilter } from "../../../lib/admin/page/filter.js";
import { createRequestStore } from "../../../lib/admin/page/request_store.js";
import { recordOf, stagesOf } from "../../support/request_records.ts";

const all = readFilter("");
const put = (store: ReturnType<typeof createRequestStore>, ...ids: number[]) =>
  store.put(ids.map((id) => recordOf({ id })));
const ids = (store: ReturnType<typeof createRequestStore>) =>
  store.select(all).records.map(({ id }) => id);

Deno.test("createRequestStore() has the newest first, in whatever order they came, and no more than its bound", () => {
  const store = createRequestStore(4);
  put(store, 3, 1, 2);
  assert.deepEqual(ids(store), [3, 2, 1]);
  put(store, 6);
  assert.deepEqual(ids(store), [6, 3]);
  put(store, 2);
  assert.deepEqual(ids(store), [6, 3], "too old");
  assert.equal(store.newest, 6);
  store.clear();
  assert.deepEqual([ids(store), store.newest], [[], 0]);
});

Deno.test("createRequestStore() says what is missing", () => {
  const store = createRequestStore(4);
  assert.equal(store.lowestGap(0), undefined);
  assert.equal(store.lowestGap(2), 1);
  put(store, 1, 2, 4);
  assert.equal(store.lowestGap(4), 3);
  assert.equal(store.lowestGap(9), 6);
  put(store, 3);
  assert.equal(store.lowestGap(4), undefined);
});

Deno.test("createRequestStore() keeps what is known where an earlier moment comes late", () => {
  const store = createRequestStore();
  const begun = recordOf({ verdict: "pending", stages: stagesOf({}) });
  const held = { ...begun, verdict: "held" as const, proposal: "id" };
  const judged = { ...held, verdict: "forwarded" as const, stages: stagesOf({ judged_ms: 1 }) };
  const ended = { ...judged, stages: stagesOf({ judged_ms: 1, end_ms: 2 }) };
  const moments = [begun, held, judged, ended];
  moments.forEach((moment, index) => {
    store.put([moment]);
    assert.equal(store.get(1), moment);
    store.put(moments.slice(0, index));
    assert.equal(store.get(1), moment, `moment ${index}`);
  });
});

Deno.test("createRequestStore() counts verdicts among what the words leave, chosen or not", () => {
  const store = createRequestStore();
  store.put([
    recordOf({ id: 1, host: "b.test", route: null }),
    recordOf({ id: 2 }),
    recordOf({ id: 3, verdict: "refused" }),
  ]);
  const { records, counts, all } = store.select(readFilter("a.test", new Set(["refused"])));
  assert.deepEqual([records.map(({ id }) => id), counts, all], [
    [3],
    { refused: 1, forwarded: 1 },
    3,
  ]);
});

Deno.test("createRequestStore() knows the newest that have not ended", () => {
  const store = createRequestStore();
  put(store, 1, 2);
  store.put([3, 4, 5].map((id) => recordOf({ id, stages: stagesOf({}) })));
  assert.deepEqual(store.unfinished(2), [5, 4]);
});
