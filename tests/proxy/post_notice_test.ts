import assert from "node:assert/strict";
import { postNotice } from "../../lib/proxy/post_notice.ts";
import { upstreamFailed } from "../../lib/proxy/upstream/upstream_error.ts";
import { Secret } from "../../lib/secret.ts";
import { fakeStream } from "../support/fake_stream.ts";
import { testParts, upstreamsOn } from "../support/proxy_parts.ts";

const url = new Secret("http://hooks.test:8080/services/key?x=1");
const NO_CONTENT = "HTTP/1.1 204 No Content\r\n\r\n";

Deno.test("postNotice() posts the text to the URL, and gives the status", async () => {
  const stream = fakeStream(NO_CONTENT);
  const parts = testParts({ upstreams: upstreamsOn([stream]) });
  assert.equal(await postNotice(parts, url)('{"a":1}'), 204);
  assert.equal(
    stream.written,
    "POST /services/key?x=1 HTTP/1.1\r\nHost: hooks.test:8080\r\n" +
      'Content-Type: application/json\r\nContent-Length: 7\r\nUser-Agent: egress\r\n\r\n{"a":1}',
  );
});

Deno.test("postNotice() dials private addresses, and never a listener of its own", async () => {
  const own = [{ address: "127.0.0.1", port: 8080, localAddresses: ["10.0.0.7"] }];
  const to = (address: string) =>
    postNotice(testParts({ upstreams: upstreamsOn([fakeStream(NO_CONTENT)], address), own }), url);
  assert.equal(await to("10.0.0.9")("{}"), 204);
  assert.equal(await to("::1")("{}"), 204);
  await assert.rejects(to("127.0.0.1")("{}"), /self-target/);
  await assert.rejects(to("0.0.0.0")("{}"), /self-target/);
  await assert.rejects(to("224.0.0.1")("{}"), /private-address/);
});

Deno.test("postNotice() fails in words that hold nothing of the URL", async () => {
  const parts = testParts({
    upstreams: () => ({
      send: () => Promise.reject(upstreamFailed("connect", "hooks.test refused the connection")),
      clear() {},
      idle: 0,
    }),
  });
  await assert.rejects(
    postNotice(parts, url)("{}"),
    (error) => error instanceof Error && error.message === "the network failed at connect",
  );
});
