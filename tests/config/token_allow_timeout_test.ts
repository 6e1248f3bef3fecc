import assert from "node:assert/strict";
import { tokenAllowTimeout } from "../../lib/config/token_allow_timeout.ts";
import { limits } from "../../lib/limits.ts";

Deno.test("tokenAllowTimeout() reads what Python's float() reads", () => {
  const rows = [
    ["300", 300],
    ["0.5", 0.5],
    [" 5 ", 5],
    ["1e3", 1000],
    ["+2", 2],
    [".5", 0.5],
    ["5.", 5],
    ["1_000", 1000],
    ["2E-1", 0.2],
  ] as const;
  for (const [raw, seconds] of rows) {
    assert.deepEqual(tokenAllowTimeout(raw), { seconds, warning: undefined }, raw);
  }
});

Deno.test("tokenAllowTimeout() takes blank and unset for the default in silence", () => {
  for (const raw of [undefined, "", "  ", "\t\n"]) {
    assert.deepEqual(tokenAllowTimeout(raw), { seconds: 300, warning: undefined });
  }
});

Deno.test("tokenAllowTimeout() takes anything else for the default and says so in the contract's words", () => {
  const rows = [
    "abc",
    "0",
    "-1",
    "-0.0",
    "nan",
    "inf",
    "-inf",
    "0x10",
    "5s",
    "1__0",
    "_1",
    "1_",
    "1e",
    "1,5",
    "5 5",
    "٣",
    "1e999",
  ];
  for (const raw of rows) {
    assert.deepEqual(tokenAllowTimeout(raw), {
      seconds: 300,
      warning: `egress: invalid EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS='${raw}'; using default 300s`,
    });
  }
  assert.equal(
    tokenAllowTimeout(" it's\n5 ").warning,
    `egress: invalid EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS="it's\\n5"; using default 300s`,
  );
});

Deno.test("tokenAllowTimeout() waits no longer than the bound", () => {
  const bound = limits.tokenAllowTimeoutSeconds;
  assert.deepEqual(tokenAllowTimeout(String(bound)), { seconds: bound, warning: undefined });
  const above = tokenAllowTimeout("1e9");
  assert.equal(above.seconds, bound);
  assert.match(above.warning ?? "", /='1e9' is above the bound; using 86400s$/);
});
