import assert from "node:assert/strict";
import { parseRoutes } from "../../../lib/config/routes_file.ts";
import { limits } from "../../../lib/limits.ts";
import { createLearned } from "../../../lib/observe/learn/learned.ts";
import { pathShape } from "../../../lib/observe/learn/path_shape.ts";
import { proposalText } from "../../../lib/observe/learn/proposal_text.ts";
import { matchesRequest } from "../../../lib/policy/match.ts";

/** Whatever a target may have in it: visible ASCII. */
const ODD = String.fromCharCode(...Array.from({ length: 94 }, (_, i) => 33 + i))
  .replace(/[/?#%\\]/g, "");

Deno.test("proposalText() is a routes file that loads without a note and allows what was denied", () => {
  const paths = ["/", "/items/17", `/${ODD}/17`, "/a:b", "/x/"];
  const learned = createLearned();
  for (const path of paths) {
    const about = { host: "a.test", port: 443, method: "NO", route: undefined };
    learned.add({ ...about, shape: pathShape(path) });
  }
  learned.add({ host: "::2", port: 80, method: "GET", route: "x", shape: pathShape("/y") });
  const { table, notes } = parseRoutes(proposalText(learned.routes()), "learned.yaml");
  assert.deepEqual(notes, []);
  assert.deepEqual(table.routes.map(({ host }) => host), ["::2", "a.test"]);
  const route = table.find("a.test");
  assert.ok(route);
  for (const path of paths) assert.equal(matchesRequest(route, "NO", path, []), true, path);
  assert.equal(matchesRequest(route, "GET", "/", []), false);
  assert.equal(matchesRequest(route, "NO", "/items/x", []), false);
});

Deno.test("proposalText() says counts, what was left out, and to which route entries belong", () => {
  const learned = createLearned();
  const about = { host: "a.test", port: 443, shape: pathShape("/x") };
  for (const method of ["GET", "GET", "POST"]) learned.add({ ...about, method, route: "*.test" });
  learned.leftOut(3);
  const text = proposalText(learned.routes());
  assert.match(text, /- host: "a\.test" # 3 denied\n/);
  assert.match(text, /value: "\/x" \} # GET 2, POST 1\n/);
  assert.match(text, /There is a route "\*\.test"/);
  assert.match(text, /^# 3 more denied/m);
});

Deno.test("proposalText() of nothing allows nothing", () => {
  const text = proposalText({ routes: [], left_out: 0 });
  assert.equal(parseRoutes(text, "learned.yaml").table.routes.length, 0);
});

Deno.test("proposalText() stays within the size of a routes file, however full it is", () => {
  const learned = createLearned();
  const segment = `${".".repeat(limits.learnedPathChars - 8)}`;
  for (let i = 0; i < limits.learnedPaths; i++) {
    const host = `${`${"a".repeat(60)}.`.repeat(3)}h${i}.test`;
    const shape = pathShape(`/x${segment}y/${i}`);
    learned.add({ host, port: 443, method: "GET", route: "r".repeat(250), shape });
  }
  assert.ok(
    new TextEncoder().encode(proposalText(learned.routes())).length < limits.routesFileBytes,
  );
});
