import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";

Deno.test("ConfigError says place, mistake and mend in its message", () => {
  const error = new ConfigError({ file: "r.yaml", line: 3, column: 7 }, "it is wrong", "mend it");
  assert.equal(error.message, "r.yaml:3:7: it is wrong; mend it");
  assert.equal(error.mend, "mend it");
  assert.deepEqual([error.file, error.line, error.column], ["r.yaml", 3, 7]);
});

Deno.test("ConfigError names the file alone where there is no line", () => {
  assert.equal(
    new ConfigError({ file: "EGRESS_DNS" }, "bad", "mend it").message,
    "EGRESS_DNS: bad; mend it",
  );
});

Deno.test("ConfigError is one line whatever it quotes", () => {
  const { message } = new ConfigError({ file: "a\nb" }, "c\r\n\x1b[31md\u2028e\x9b", "f\x00g");
  assert.equal(message, "a b: c [31md e ; f g");
});
