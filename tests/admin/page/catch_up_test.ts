import assert from "node:assert/strict";
import { catchUp } from "../../../lib/admin/page/catch_up.js";
import { createRequestStore } from "../../../lib/admin/page/request_store.js";
import type { RequestRecord } from "../../../lib/observe/request_record.ts";
import { recordOf, stagesOf } from "../../support/request_records.ts";

/** An API with these many requests, in pages as large as are asked for, and what was asked. */
function apiWith(count: number) {
  const asked: string[] = [];
  const get = <T>(path: string): Promise<T> => {
    asked.push(path);
    const { pathname, searchParams } = new URL(path, "http://a.test");
    const one = /\/(\d+)$/.exec(pathname);
    if (one) return Promise.resolve({ request: recordOf({ id: Number(one[1]) }) } as T);
    const before = Number(searchParams.get("before") ?? count + 1);
    const requests: RequestRecord[] = [];
    for (let id = before - 1; id > 0 && requests.length < 500; id--) {
      requests.push(recordOf({ id }));
    }
    const last = requests.at(-1)?.id ?? 1;
    return Promise.resolve({ requests, next: last > 1 ? last : null } as T);
  };
  return { get, asked };
}

Deno.test("catchUp() reads all at the beginning, and shows each part", async () => {
  const store = createRequestStore();
  const api = apiWith(1_200);
  let changes = 0;
  await catchUp(api, store, 1_200, () => changes++);
  assert.equal(store.lowestGap(1_200), undefined);
  assert.equal(api.asked.length, 3);
  assert.ok(changes >= 3);
});

Deno.test("catchUp() reads no further back than to the first that it missed", async () => {
  const store = createRequestStore();
  for (let id = 1; id <= 3_000; id++) store.put([recordOf({ id })]);
  const api = apiWith(3_700);
  await catchUp(api, store, 3_700, () => {});
  assert.equal(store.lowestGap(3_700), undefined);
  assert.equal(api.asked.length, 2);
});

Deno.test("catchUp() asks about older ones that had not ended, one by one", async () => {
  const store = createRequestStore();
  for (let id = 1; id <= 900; id++) store.put([recordOf({ id })]);
  store.put([recordOf({ id: 901, stages: stagesOf({}) })]);
  for (let id = 902; id <= 1_800; id++) store.put([recordOf({ id })]);
  const api = apiWith(1_800);
  await catchUp(api, store, 1_800, () => {});
  assert.deepEqual(api.asked, ["/api/requests?limit=500", "/api/requests/901"]);
  assert.equal(store.get(901)?.stages.end_ms, 5);
});
