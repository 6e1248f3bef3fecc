import assert from "node:assert/strict";
import { pageFiles } from "../../../lib/admin/page/files.ts";

Deno.test("pageFiles has the page, and loads nothing from elsewhere", () => {
  assert.match(pageFiles.get("/")?.contentType ?? "", /^text\/html/);
  for (const [path, { body }] of pageFiles) {
    assert.ok(path.startsWith("/"), path);
    assert.doesNotMatch(body, /(?:src|href)="?(?:https?:)?\/\/|@import|\bstyle="|<script>/, path);
  }
});
