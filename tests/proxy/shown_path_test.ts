import assert from "node:assert/strict";
import { shownPath } from "../../lib/proxy/shown_path.ts";

Deno.test("shownPath() gives path and query, but for the part that is hidden", () => {
  const target = { path: "/a/b", query: "c=d" };
  assert.equal(shownPath(target), "/a/b?c=d");
  assert.equal(shownPath(target, "path"), "/********?c=d");
  assert.equal(shownPath(target, "query"), "/a/b?********");
  assert.equal(shownPath({ path: "/a", query: undefined }, "path"), "/********");
  assert.equal(shownPath({ path: "/a", query: undefined }, "query"), "/a");
  assert.equal(shownPath(undefined, "path"), "");
});
