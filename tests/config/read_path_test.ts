import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readPath } from "../../lib/config/read_path.ts";

const place = { file: "f", line: 1, column: 1 };

Deno.test("readPath() takes a path as a request writes it", () => {
  for (
    const path of ["/", "/v1/", "/@types%2fnode", "/a;b=c", "/~x/:y", "/a//b", "/.git", "/a..b"]
  ) {
    assert.equal(readPath(path, place), path);
  }
});

Deno.test("readPath() refuses what no request that is let through can have", () => {
  const rows = [
    "",
    "v1",
    "*",
    "/a?b",
    "/a#b",
    "/a b",
    "/ä",
    "/a\n",
    "/a\\b",
    "/%",
    "/%2",
    "/%zz",
    "/%00",
    "/%5C",
    "/a/../b",
    "/.",
    "/..",
    "/%2e%2E/a",
    "/..;x/a",
    "/%252e%252e/",
  ];
  for (const path of rows) assert.throws(() => readPath(path, place), ConfigError, path);
});
