import assert from "node:assert/strict";
import { readOnce } from "../../../lib/scan/body/read_once.ts";
import { runSteps } from "../../../lib/scan/steps.ts";
import { bytesOf } from "../../support/wire_bytes.ts";

Deno.test("readOnce() reads a body when it is first asked, and gives the same texts then", async () => {
  const read = readOnce(bytesOf('["a\\nb12345678","c"]'), {
    contentType: "application/json",
    contentEncoding: [],
  });
  const first = await runSteps(read());
  assert.ok(first.kind === "views" && first.views.length > 1);
  assert.equal(await runSteps(read()), first);
});
