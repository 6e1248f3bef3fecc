import assert from "node:assert/strict";
import {
  checkGitSlash,
  checkPathRuleSlash,
  hasEncodedSlash,
} from "../../lib/policy/encoded_slash.ts";
import { assertRefused, match, route, target, valueOf } from "../support/policy_values.ts";

Deno.test("hasEncodedSlash() sees it in every reading", () => {
  for (const path of ["/a%2fb", "/a%2Fb", "/a%252fb", "/a%25252Fb"]) {
    assert.ok(hasEncodedSlash(path), path);
  }
  for (const path of ["/a/b", "/a%20b", "/2f", "/%25", "/a%2eb"]) {
    assert.ok(!hasEncodedSlash(path), path);
  }
});

Deno.test("checkGitSlash() refuses where git's rules decide otherwise for the decoded path", () => {
  const rows = [
    ..."/o/r.git%2fgit-receive-pack|/o/r.git%2Fgit-upload-pack|/o/r.git%252fgit-receive-pack".split(
      "|",
    ),
    ..."/o/r.git/info%2frefs|/o/r.git%2finfo/refs|/o/r.git%2fobjects/ab|/lfs%2flocks".split("|"),
    ..."/info/lfs/objects%2fbatch|/x%2f@scope%2fgit-receive-pack".split("|"),
  ];
  for (const path of rows) {
    assertRefused(checkGitSlash("POST", target({ path })), 400, "ambiguous-target", path);
  }
});

Deno.test("checkGitSlash() lets through where both readings are the same to git", () => {
  const rows = [
    "/@types%2fnode",
    "/api/v4/projects/a%2fb/repository",
    "/%252f",
    "/a%2fgit-receive-pack/x",
  ];
  for (const path of [...rows, "/o/r.git/git-upload-pack", "/a%2fr.git/git-upload-pack"]) {
    valueOf(checkGitSlash("GET", target({ path })));
  }
});

Deno.test("checkPathRuleSlash() refuses where the route has path rules only", () => {
  const paths = [{ type: "prefix", value: "/" }] as const;
  const judged = route({ host: "a.example", matches: [match({}), match({ paths })] });
  for (const path of ["/@types%2fnode", "/a%2Fb", "/a%252fb"]) {
    const refusal = assertRefused(
      checkPathRuleSlash(judged, target({ path })),
      400,
      "ambiguous-target",
      path,
    );
    assert.match(refusal.text, /a\.example/);
  }
  valueOf(checkPathRuleSlash(judged, target({ path: "/@types/node" })));
  const open = [route({ host: "a.example" }), route({ host: "a.example", matches: [match({})] })];
  for (const other of open) valueOf(checkPathRuleSlash(other, target({ path: "/@types%2fnode" })));
});
