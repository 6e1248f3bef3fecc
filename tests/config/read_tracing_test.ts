import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readTracing } from "../../lib/config/read_tracing.ts";

const FIT = {
  OTEL_DENO: "true",
  OTEL_DENO_METRICS: "false",
  OTEL_DENO_CONSOLE: "ignore",
  OTEL_PROPAGATORS: "none",
  OTEL_TRACES_SAMPLER: "parentbased_always_off",
};

Deno.test("readTracing() is on with what keeps the platform's telemetry in", () => {
  assert.equal(readTracing(FIT), true);
  assert.equal(readTracing({ ...FIT, OTEL_DENO: "TRUE" }), true);
  assert.equal(readTracing({ ...FIT, OTEL_DENO: "", OTEL_DENO_TRACING: "true" }), true);
  assert.equal(readTracing({ ...FIT, OTEL_DENO_TRACING: "false" }), false);
});

Deno.test("readTracing() is off where nothing asks for it", () => {
  for (const env of [{}, { OTEL_DENO: "false" }, { OTEL_DENO: "" }, { OTEL_DENO: "1" }]) {
    assert.equal(readTracing(env), false);
  }
  assert.equal(readTracing({ OTEL_DENO: "true", OTEL_SDK_DISABLED: "true" }), false);
});

Deno.test("readTracing() refuses each way in which something else would leave, and says the mend", () => {
  const rows: [Record<string, string>, variable: string][] = [
    [{ OTEL_DENO: "true" }, "OTEL_DENO_METRICS"],
    [{ ...FIT, OTEL_DENO_METRICS: "" }, "OTEL_DENO_METRICS"],
    [{ OTEL_DENO_METRICS: "true" }, "OTEL_DENO_METRICS"],
    [{ ...FIT, OTEL_DENO_CONSOLE: "" }, "OTEL_DENO_CONSOLE"],
    [{ OTEL_DENO_CONSOLE: "capture" }, "OTEL_DENO_CONSOLE"],
    [{ ...FIT, OTEL_DENO_CONSOLE: "replace" }, "OTEL_DENO_CONSOLE"],
    [{ ...FIT, OTEL_PROPAGATORS: "" }, "OTEL_PROPAGATORS"],
    [{ ...FIT, OTEL_PROPAGATORS: "none,tracecontext" }, "OTEL_PROPAGATORS"],
    [{ ...FIT, OTEL_TRACES_SAMPLER: "" }, "OTEL_TRACES_SAMPLER"],
    [{ ...FIT, OTEL_TRACES_SAMPLER: "parentbased_always_on" }, "OTEL_TRACES_SAMPLER"],
    [
      { ...FIT, OTEL_DENO: "", OTEL_DENO_TRACING: "true", OTEL_PROPAGATORS: "" },
      "OTEL_PROPAGATORS",
    ],
  ];
  for (const [env, variable] of rows) {
    assert.throws(() => readTracing(env), (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, new RegExp(`^${variable}: .*; set OTEL_DENO_METRICS=false `));
      return true;
    }, JSON.stringify(env));
  }
});
