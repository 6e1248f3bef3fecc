import assert from "node:assert/strict";
import { requestOf } from "../../lib/cli/request_of.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import { bytesOf, textOf } from "../support/wire_bytes.ts";

const none = new Uint8Array(0);

Deno.test("requestOf() writes a head with the URL's authority as Host", () => {
  const { head } = requestOf("GET", "https://a.test:8443/x?y", ["Accept: */*", "X-Empty:"], none);
  assert.equal(
    textOf(head),
    "GET https://a.test:8443/x?y HTTP/1.1\r\nHost: a.test:8443\r\nAccept: */*\r\nX-Empty: \r\n\r\n",
  );
});

Deno.test("requestOf() leaves Host and lengths to those who give them", () => {
  const headers = ["HOST: b.test", "content-length: 9"];
  const { head } = requestOf("PUT", "http://a.test", headers, bytesOf("body"));
  assert.equal(
    textOf(head),
    "PUT http://a.test HTTP/1.1\r\nHOST: b.test\r\ncontent-length: 9\r\n\r\n",
  );
});

Deno.test("requestOf() announces a body", () => {
  const { head, body } = requestOf("POST", "http://a.test/", [], bytesOf("body"));
  assert.match(textOf(head), /\r\nContent-Length: 4\r\n/);
  assert.equal(textOf(body), "body");
});

Deno.test("requestOf() refuses what is no single request, and shows no header's value", () => {
  const rows = [
    ["GET", "a.test/", [], /must begin with http/],
    ["GET", "ftp://a.test/", [], /must begin with http/],
    ["GET", "http://a.test/ HTTP/1.1\r\nX: y", [], /has a line end/],
    ["GET", "http://a.test/", ["A: b\nC: d"], /has a line end/],
    ["GET\n", "http://a.test/", [], /has a line end/],
    ["GET", "http://a.test/", ["Authorization Bearer dummy-secret"], /no colon/],
  ] as const;
  for (const [method, url, headers, words] of rows) {
    assert.throws(() => requestOf(method, url, headers, none), (error) => {
      assert.ok(error instanceof UsageError);
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /dummy-secret/);
      return true;
    });
  }
});
