import assert from "node:assert/strict";
import { scrollToShow, virtualWindow } from "../../../lib/admin/page/virtual_window.js";

const sight = { scrollTop: 0, viewHeight: 300, rowHeight: 30, count: 10_000 };

Deno.test("virtualWindow() has the rows in sight and a few beyond, however long the list", () => {
  assert.deepEqual(virtualWindow(sight), { first: 0, end: 22 });
  assert.deepEqual(virtualWindow({ ...sight, scrollTop: 3_000 }), { first: 88, end: 122 });
  assert.deepEqual(virtualWindow({ ...sight, scrollTop: 299_700 }), { first: 9_978, end: 10_000 });
});

Deno.test("virtualWindow() has the end of a list that has become shorter than its scroll", () => {
  assert.deepEqual(virtualWindow({ ...sight, scrollTop: 90_000, count: 5 }), { first: 0, end: 5 });
  assert.deepEqual(virtualWindow({ ...sight, count: 0 }), { first: 0, end: 0 });
  assert.ok(virtualWindow({ ...sight, rowHeight: 0 }).end < 1_000);
});

Deno.test("scrollToShow() moves no further than it must", () => {
  assert.equal(scrollToShow({ ...sight, scrollTop: 600 }, 25), 600);
  assert.equal(scrollToShow({ ...sight, scrollTop: 600 }, 3), 90);
  assert.equal(scrollToShow({ ...sight, scrollTop: 600 }, 30), 630);
});
