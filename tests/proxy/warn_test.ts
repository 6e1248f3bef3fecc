import assert from "node:assert/strict";
import { warn } from "../../lib/proxy/warn.ts";
import { testAsked } from "../support/asked.ts";
import { target } from "../support/policy_values.ts";
import { testParts } from "../support/proxy_parts.ts";

Deno.test("warn() writes an event that names the request, and the context where there is one", () => {
  const parts = testParts();
  const asked = testAsked({ method: "PUT" });
  asked.target = target({ host: "a.test", path: "/p", query: "q" });
  warn(parts, asked, { reason: "odd", context: "..." });
  warn(parts, testAsked(), { reason: "odd" }, 200);
  assert.deepEqual(parts.events, [
    {
      event: "egress_warn",
      reason: "odd",
      host: "a.test",
      method: "PUT",
      path: "/p?q",
      context: "...",
    },
    {
      event: "egress_warn",
      reason: "odd",
      host: "",
      method: "GET",
      path: "",
      response_status: 200,
    },
  ]);
});
