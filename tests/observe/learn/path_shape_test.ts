import assert from "node:assert/strict";
import { fromProposal, pathShape, toProposal } from "../../../lib/observe/learn/path_shape.ts";
import { readPattern } from "../../../lib/config/read_pattern.ts";

/** The path, and the rule that is proposed for it. */
const rows: readonly (readonly [path: string, type: "exact" | "regex", value: string])[] = [
  ["/", "exact", "/"],
  ["/v1/messages", "exact", "/v1/messages"],
  ["/a.b/c+d/", "exact", "/a.b/c+d/"],
  ["/@scope/left-pad", "exact", "/@scope/left-pad"],
  ["/models/claude-3-5-sonnet-20241022", "exact", "/models/claude-3-5-sonnet-20241022"],
  ["/facade/decade/v2beta1", "exact", "/facade/decade/v2beta1"],
  ["/items/17", "regex", "/items/[0-9]+"],
  ["/items/17/a.b", "regex", "/items/[0-9]+/a\\.b"],
  ["/days/2026-11-23", "regex", "/days/[0-9]{4}-[0-9]{2}-[0-9]{2}"],
  [
    "/u/9f1b6ad4-07a8-4a8b-9f67-3c1d5f7e2b90",
    "regex",
    "/u/[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
  ],
  ["/commit/3f2a91cc", "regex", "/commit/[0-9a-fA-F]+"],
  ["/messages/msg_01Xy2Zw3Vu4", "regex", "/messages/msg_[0-9A-Za-z]+"],
  ["/logs/build-1712345678.txt", "regex", "/logs/build-[0-9]+\\.txt"],
  [`/x/${"y".repeat(65)}/z`, "regex", "/x/[^/]+/z"],
];

Deno.test("pathShape() keeps words and makes classes of what varies", () => {
  for (const [path, type, value] of rows) {
    assert.deepEqual(toProposal(pathShape(path)), { type, value }, path);
  }
});

Deno.test("toProposal() covers the path that it comes from, as routes.yaml would read it", () => {
  for (const [path] of rows) {
    const { type, value } = toProposal(pathShape(path));
    if (type === "exact") assert.equal(value, path);
    else assert.match(path, readPattern(value, { file: "test" }));
  }
  const pattern = readPattern(toProposal(pathShape("/a.b/17")).value, { file: "test" });
  assert.doesNotMatch("/axb/17", pattern);
  assert.doesNotMatch("/a.b/17/c", pattern);
});

Deno.test("fromProposal() leads back to the shape", () => {
  for (const [path] of rows) {
    const shape = pathShape(path);
    assert.deepEqual(fromProposal(toProposal(shape)), shape, path);
  }
  const odd = pathShape("/[^/]+/^\\$/17");
  assert.deepEqual(fromProposal(toProposal(odd)), odd);
});
