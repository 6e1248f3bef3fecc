import assert from "node:assert/strict";
import { pageFiles } from "../../../lib/admin/page/files.ts";
import { limits } from "../../../lib/limits.ts";

const folder = new URL("../../../lib/admin/page/", import.meta.url);

Deno.test("pageFiles has the page, and loads nothing from elsewhere", () => {
  assert.match(pageFiles.get("/")?.contentType ?? "", /^text\/html/);
  for (const [path, { body }] of pageFiles) {
    assert.ok(path.startsWith("/"), path);
    assert.doesNotMatch(body, /(?:src|href)="?(?:https?:)?\/\/|@import url|\bstyle="|<script>/);
    // The name of a namespace is no address that anything is loaded from.
    const named = body.replace("http://www.w3.org/2000/svg", "");
    assert.doesNotMatch(named, /\bhttps?:\/\/[a-z0-9]/, path);
  }
});

Deno.test("pageFiles has every file of the folder, and every file that another one names", () => {
  const names = [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => name !== "files.ts");
  const paths = names.map((name) => name === "index.html" ? "/" : `/page/${name}`);
  assert.deepEqual([...pageFiles.keys()].sort(), paths.sort());
  for (const [path, { body }] of pageFiles) {
    for (const [, name = ""] of body.matchAll(/(?:^import\b[^;]*|\bfrom )"\.\/([^"]+)";/gm)) {
      assert.ok(pageFiles.has(`/page/${name}`), `${path} imports ${name}`);
    }
    for (const [, named = ""] of body.matchAll(/(?:src=|href=|url\()"([^"]+)"/g)) {
      assert.ok(pageFiles.has(named), `${path} names ${named}`);
    }
  }
});

Deno.test("pageFiles are checked as TypeScript is, and none is longer than a person reads", () => {
  for (const [path, { body }] of pageFiles) {
    assert.ok(body.split("\n").length <= 301, path);
    if (path.endsWith(".js")) assert.ok(body.startsWith("// @ts-check\n"), path);
  }
});

Deno.test("pageFiles make elements and texts, never markup, and evaluate nothing", () => {
  for (const [path, { body }] of pageFiles) {
    assert.doesNotMatch(
      body,
      /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser/,
      path,
    );
  }
});

Deno.test("pageFiles have the sidecar's own bounds, which a browser cannot import", () => {
  const has = (path: string, text: string) =>
    assert.ok(pageFiles.get(path)?.body.includes(text), `${path}: ${text}`);
  const written = (number: number) => String(number).replace(/\B(?=(?:\d{3})+$)/g, "_");
  has("/", `maxlength="${limits.filterChars}"`);
  has("/page/question_card.js", `maxlength: ${written(limits.answerNotesChars)}`);
  has("/page/request_store.js", `MOST = ${written(limits.observedRequests)};`);
  has("/page/catch_up.js", `PAGE = ${written(limits.listedRequestsMost)};`);
  // Two beats may be late before the page takes the connection for lost.
  has("/page/follow_events.js", `SILENCE_MS = ${written(limits.eventBeatMs * 2 + 10_000)};`);
});
