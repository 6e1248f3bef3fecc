import assert from "node:assert/strict";
import { QueueError } from "../../lib/supervise/queue_error.ts";

Deno.test("QueueError has a name of its own and its words", () => {
  const { name, message } = new QueueError("cannot write");
  assert.deepEqual([name, message], ["QueueError", "cannot write"]);
});
