import assert from "node:assert/strict";
import { readFragment } from "../../../lib/admin/page/read_fragment.js";

Deno.test("readFragment() takes the token out of what may stay in the URL", () => {
  const nothing = { token: undefined, question: undefined, request: undefined, rest: "" };
  assert.deepEqual(readFragment(""), nothing);
  assert.deepEqual(readFragment("#token=a-b_c"), { ...nothing, token: "a-b_c" });
  assert.deepEqual(readFragment("#token=a&question=3f-2&token=b"), {
    ...nothing,
    ...{ token: "b", question: "3f-2", rest: "#question=3f-2" },
  });
  assert.deepEqual(readFragment("#request=12"), { ...nothing, request: 12, rest: "#request=12" });
});

Deno.test("readFragment() reads escapes and fails on nothing", () => {
  assert.equal(readFragment("#token=a%2Bb").token, "a+b");
  assert.equal(readFragment("#token=%").token, "%");
  assert.equal(readFragment("#token=").token, undefined);
  assert.equal(readFragment("#request=1e3").request, undefined);
});
