import assert from "node:assert/strict";
import { ApiError } from "../../lib/admin/api_error.ts";
import { listRequests, readListing } from "../../lib/admin/list_requests.ts";
import { finding, forwarded, NO_MATCH, refused, target } from "../support/observed_requests.ts";
import { testRoute } from "../support/route.ts";
import { testAdmin } from "../support/test_admin.ts";

async function listed(admin: ReturnType<typeof testAdmin>, query: string) {
  const page = await listRequests(admin.parts, readListing(new URLSearchParams(query)));
  return { ids: page.requests.map(({ id }) => id), next: page.next };
}

Deno.test("listRequests() pages from the newest on, and says where the next page begins", async () => {
  const admin = testAdmin();
  for (let i = 0; i < 5; i++) forwarded(admin.begin(), testRoute());
  assert.deepEqual(await listed(admin, "limit=2"), { ids: [5, 4], next: 4 });
  assert.deepEqual(await listed(admin, "limit=2&before=4"), { ids: [3, 2], next: 2 });
  assert.deepEqual(await listed(admin, "limit=2&before=2"), { ids: [1], next: null });
  assert.deepEqual(await listed(admin, ""), { ids: [5, 4, 3, 2, 1], next: null });
});

Deno.test("listRequests() filters by verdicts and by words in any order and case", async () => {
  const admin = testAdmin();
  forwarded(admin.begin("POST"), testRoute(), "/Users");
  refused(admin.begin(), NO_MATCH, undefined, "evil.test");
  const found = admin.begin();
  found.aimed(target(), testRoute());
  found.found([finding()]);
  assert.deepEqual((await listed(admin, "verdict=refused,pending")).ids, [3, 2]);
  assert.deepEqual((await listed(admin, "q=users+post")).ids, [1]);
  assert.deepEqual((await listed(admin, "q=EVIL.test")).ids, [2]);
  assert.deepEqual((await listed(admin, "q=aws")).ids, [3]);
  assert.deepEqual((await listed(admin, "q=users+get")).ids, []);
  assert.deepEqual((await listed(admin, "q=no-match&verdict=forwarded")).ids, []);
});

Deno.test("listRequests() looks in what is shown: what was redacted cannot be guessed at", async () => {
  const admin = testAdmin();
  forwarded(admin.begin(), testRoute(), "/hunter2");
  assert.deepEqual((await listed(admin, "q=hunter")).ids, []);
  assert.deepEqual((await listed(admin, "q=********")).ids, [1]);
});

for (
  const query of [
    ...["limit=0", "limit=501", "limit=x", "limit=-1", "before=1e3", "verdict=none"],
    ...["verdict=forwarded,x", `q=${"x".repeat(201)}`],
  ]
) {
  Deno.test(`readListing() refuses ${query.slice(0, 30)}`, () => {
    assert.throws(
      () => readListing(new URLSearchParams(query)),
      (error) => error instanceof ApiError && error.status === 400,
    );
  });
}
