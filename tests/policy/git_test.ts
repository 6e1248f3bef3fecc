import assert from "node:assert/strict";
import {
  type GitOperation,
  gitOperation,
  isLfsBatch,
  worseOperation,
} from "../../lib/policy/git.ts";
import { assertRefused, valueOf } from "../support/policy_values.ts";

function operation(row: string): GitOperation {
  const [method = "", url = ""] = row.split(" ");
  const [path = "", ...query] = url.split("?");
  return valueOf(gitOperation(method, path, query.length === 0 ? undefined : query.join("?")));
}

function assertAll(expected: GitOperation, rows: readonly string[]): void {
  for (const row of rows) assert.equal(operation(row), expected, row);
}

Deno.test("gitOperation() knows a push by its path in any writing", () => {
  assertAll("push", [
    "POST /o/r.git/git-receive-pack",
    "GET /git-receive-pack",
    "POST /o/r.git/git-receive-pack/",
    "POST /o/r.git/git-receive-pack//",
    "POST /o/r.git/GIT-Receive-Pack",
    "POST /o/r.git/git%2dreceive%2Dpack",
    "POST /o/r.git/git%252dreceive-pack",
    "POST /o/r.git/%67it-receive-pack",
    "POST /o/r.git/git-receive-pack;x=1",
    "POST /o/r.git/git-receive-pack%3bx",
    "POST /o/r.git/git-receive-pack%20",
    "POST /o/r.git/git-receive-pack?service=git-receive-pack",
    "POST /o/r.git/git-receive-pack?service=git-upload-pack",
  ]);
});

Deno.test("gitOperation() knows a push by a service parameter in any writing and place", () => {
  assertAll("push", [
    "GET /o/r.git/info/refs?service=git-receive-pack",
    "GET /o/r/info/refs?service=git-receive-pack",
    "GET /?a=b&service=git-receive-pack&c",
    "GET /?a=b;service=git-receive-pack",
    "GET /?SERVICE=GIT-RECEIVE-PACK",
    "GET /?service=git%2Dreceive-pack",
    "GET /?service=git%252dreceive%25252dpack",
    "GET /?%73ervice=git-receive-pack",
    "GET /?%2573ervice=%2567it-receive-pack",
    "GET /?service=+git-receive-pack%20",
    "GET /?service=git-receive-pack%00x",
    "GET /?service=git-receive-pack&service=GIT-receive-pack",
  ]);
});

Deno.test("gitOperation() knows the pushes of LFS and of the dumb protocol", () => {
  assertAll("push", [
    "POST /o/r.git/info/lfs/locks",
    "GET /o/r.git/info/lfs/locks",
    "POST /o/r.git/info/lfs/locks/verify",
    "POST /o/r.git/info/lfs/LOCKS/7/unlock/",
    "PUT /o/r.git/info/lfs/objects/abc",
    "PUT /o/r.git/gitlab-lfs/objects/abc/12",
    "POST /o/r.git/info/lfs/objects/abc/verify",
    "PUT /o/r.git/objects/ab/cd",
    "MKCOL /o/r.git/objects/ab/",
    "PUT /o/r.git/info/refs",
  ]);
});

Deno.test("gitOperation() knows a fetch", () => {
  assertAll("fetch", [
    "GET /o/r.git/info/refs?service=git-upload-pack",
    "GET /?service=git%2dupload%2dpack",
    "POST /o/r.git/git-upload-pack",
    "POST /o/r.git/GIT-UPLOAD-PACK/",
    "POST /o/r.git/git-upload-archive",
    "GET /?service=git-upload-archive",
    "GET /o/r.git/info/refs",
    "GET /o/r/info/refs",
    "HEAD /o/r.git//info//refs/",
    "GET /o/r.git/info/refs?service=other",
    "GET /o/r.GIT/objects/info/packs",
    "GET /o/r%2egit/%6fbjects/ab/cd",
    "GET /o/r.git/objects",
    "GET /o/r.git/info/lfs/objects/abc",
    "GET /o/r.git/info/lfs/objects/batch",
    "GET /o/r.git/gitlab-lfs/objects/abc",
  ]);
});

Deno.test("gitOperation() leaves everything else alone", () => {
  assertAll("none", [
    "GET /",
    "GET /git-receive-pack/docs",
    "GET /docs/git-receive-pack.html",
    "GET /?q=git-receive-pack",
    "GET /?xservice=git-receive-pack",
    "GET /?url=https%3A%2F%2Fa%2Finfo%2Frefs%3Fservice%3Dgit-receive-pack",
    "GET /?a=1%26service=git-receive-pack",
    "GET /?service",
    "GET /?service=a&service=b",
    "GET /?service=%zz",
    "GET /o/r.git",
    "GET /o/r.git/objectsx/ab",
    "GET /objects/ab",
    "GET /info/refs/heads",
    "GET /locks",
    "POST /v1/locks/verify",
    "POST /o/r.git/info/lfs/objects/batch",
    "GET /x%2fgit-receive-pack",
    "GET /@types%2fnode",
    "OPTIONS *",
  ]);
});

Deno.test("gitOperation() refuses services that differ, of which one is git's", () => {
  for (
    const query of [
      "service=git-upload-pack&service=git-receive-pack",
      "service=git-receive-pack&SERVICE=x",
      "service=&service=git-upload-pack",
      "service=x;a;%73ervice=git-upload-archive",
    ]
  ) {
    assertRefused(gitOperation("GET", "/info/refs", query), 400, "ambiguous-target", query);
  }
});

Deno.test("gitOperation() refuses what is encoded too deeply to be read", () => {
  const deep = `%${"25".repeat(20)}2d`;
  assertRefused(
    gitOperation("GET", "/", `service=git${deep}receive-pack`),
    400,
    "ambiguous-target",
  );
  assertRefused(gitOperation("GET", "/", `ser${deep}vice=x`), 400, "ambiguous-target");
  assertRefused(gitOperation("GET", `/git${deep}receive-pack`, undefined), 400, "ambiguous-target");
  assert.equal(operation(`GET /?a=${deep}`), "none");
});

Deno.test("isLfsBatch() knows what an LFS server is asked to transfer", () => {
  for (
    const path of [
      "/o/r.git/info/lfs/objects/batch",
      "/objects/batch/",
      "/o/r/info/lfs/Objects/%62atch",
      "/lfs//objects//batch;x",
    ]
  ) {
    assert.ok(isLfsBatch("POST", path), path);
    assert.ok(isLfsBatch("PUT", path), path);
    assert.ok(!isLfsBatch("GET", path), path);
  }
  for (
    const path of ["/objects/batch/x", "/batch/objects", "/objects%2fbatch", "/xobjects/batch", "/"]
  ) {
    assert.ok(!isLfsBatch("POST", path), path);
  }
});

Deno.test("worseOperation() gives the one that needs more permission", () => {
  assert.equal(worseOperation("none", "none"), "none");
  assert.equal(worseOperation("none", "fetch"), "fetch");
  assert.equal(worseOperation("fetch", "none"), "fetch");
  assert.equal(worseOperation("fetch", "push"), "push");
  assert.equal(worseOperation("push", "none"), "push");
});
