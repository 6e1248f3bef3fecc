import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readNotifyUrl } from "../../lib/config/read_notify_url.ts";

Deno.test("readNotifyUrl() keeps a URL as a secret", () => {
  const url = "https://hooks.test/services/T0?x=1";
  assert.equal(readNotifyUrl(url)?.reveal(), url);
  assert.equal(`${readNotifyUrl(url)}`, "********");
  assert.equal(readNotifyUrl(undefined), undefined);
});

for (
  const url of ["hooks.test", "ftp://a.test/", "https://user:key@a.test/", "https://a.test/#x"]
) {
  Deno.test(`readNotifyUrl() refuses ${url} without repeating it`, () => {
    assert.throws(
      () => readNotifyUrl(url),
      (error) => error instanceof ConfigError && !error.message.includes(url),
    );
  });
}
