import assert from "node:assert/strict";
import { notHttp } from "../../lib/wire/not_http.ts";

Deno.test("notHttp() names what was probably spoken, and repeats none of it", () => {
  const cases: [string, RegExp][] = [
    ["\x16\x03\x01\x02\x00", /TLS was spoken/],
    ["SSH-2.0-OpenSSH_9.2", /SSH is not carried/],
    ["\x05\x01\x00", /SOCKS is not spoken/],
    ["\x04\x01\x01\xbb", /SOCKS is not spoken/],
    ["secret-value", /METHOD target HTTP\/1\.1/],
    ["", /METHOD target HTTP\/1\.1/],
  ];
  for (const [text, words] of cases) {
    const error = notHttp(text);
    assert.deepEqual([error.fault, error.status], ["agent", 400]);
    assert.match(error.message, words);
    assert.equal(error.message.includes("secret-value"), false);
  }
});
