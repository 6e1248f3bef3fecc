import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { createClocks } from "../../../lib/proxy/clocks.ts";
import { dial } from "../../../lib/proxy/upstream/dial.ts";
import { UpstreamError } from "../../../lib/proxy/upstream/upstream_error.ts";
import { target } from "../../support/policy_values.ts";
import {
  answering,
  okAnswer,
  startRecordingUpstream,
  type UpstreamScript,
} from "../../support/recording_upstream.ts";
import { badCertificates, sharedAuthority } from "../../support/tls_authority.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";

const CLOCKS = createClocks(10);
/** Ten seconds in a tenth. */
const FAST = createClocks(10, 100);
const NEVER = new AbortController().signal;

async function about(clocks = CLOCKS) {
  return { clocks, roots: [(await sharedAuthority()).certificatePem] };
}

function fails(stage: string, status: number, words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof UpstreamError, String(error));
    assert.deepEqual([error.stage, error.refusal.status], [stage, status], error.message);
    assert.match(error.message, words);
    return true;
  };
}

/** Answers nothing. The platform leaves a socket open whose handshake is given up: the peer ends it. */
const silent: UpstreamScript = async (connection) => {
  while (await connection.more());
};

/** A port of loopback on which nobody listens. */
function closedPort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

Deno.test("dial() connects in clear to a vetted address, whatever the host is called", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer("ok")));
  const at = target({ scheme: "http", host: "not-resolvable.test", port: upstream.port });
  const { stream, address } = await dial(at, ["127.0.0.1"], await about(), NEVER);
  await stream.write(bytesOf("GET / HTTP/1.1\r\n\r\n"));
  assert.match(textOf(await stream.read() ?? new Uint8Array()), /ok$/);
  assert.equal(address, "127.0.0.1");
  stream.close();
});

Deno.test("dial() opens TLS and verifies the host against the certificate, not the address", async () => {
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test", "127.0.0.1"] });
  await using upstream = startRecordingUpstream(answering(okAnswer("ok")), { tls });
  for (const host of ["a.test", "127.0.0.1"]) {
    const at = target({ host, port: upstream.port });
    const { stream } = await dial(at, ["127.0.0.1"], await about(), NEVER);
    await stream.write(bytesOf("GET / HTTP/1.1\r\n\r\n"));
    assert.match(textOf(await stream.read() ?? new Uint8Array()), /ok$/);
    stream.close();
  }
});

Deno.test("dial() opens TLS to an IPv6 address", async () => {
  const tls = await (await sharedAuthority()).leaf({ names: ["::1"] });
  await using upstream = startRecordingUpstream(answering(okAnswer("ok")), {
    tls,
    hostname: "::1",
  });
  const at = target({ host: "::1", port: upstream.port });
  const { stream, address } = await dial(at, ["::1"], await about(), NEVER);
  assert.equal(address, "::1");
  stream.close();
});

Deno.test("dial() refuses every kind of bad certificate and says which it is", async () => {
  for (
    const { kind, certificate, says } of await badCertificates(await sharedAuthority(), "a.test")
  ) {
    await using upstream = startRecordingUpstream(answering(okAnswer()), { tls: certificate });
    const at = target({ host: "a.test", port: upstream.port });
    await assert.rejects(
      dial(at, ["127.0.0.1"], await about(), NEVER),
      fails("tls", 502, says),
      kind,
    );
    assert.equal(upstream.received, "");
  }
});

Deno.test("dial() trusts no authority of tests unless it is told to", async () => {
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  await using upstream = startRecordingUpstream(answering(okAnswer()), { tls });
  const dialled = dial(
    target({ host: "a.test", port: upstream.port }),
    ["127.0.0.1"],
    { clocks: CLOCKS, roots: [] },
    NEVER,
  );
  await assert.rejects(dialled, fails("tls", 502, /unknown issuer/));
});

Deno.test("dial() says what a peer does that speaks no TLS, or closes", async () => {
  await using plain = startRecordingUpstream(async (connection) => {
    await connection.more();
    await connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
  });
  await using closing = startRecordingUpstream(async (connection) => void await connection.more());
  for (const [upstream, words] of [[plain, /not speak TLS/], [closing, /closed/]] as const) {
    const at = target({ host: "a.test", port: upstream.port });
    await assert.rejects(dial(at, ["127.0.0.1"], await about(), NEVER), fails("tls", 502, words));
  }
});

Deno.test("dial() tries the next address where one does not answer, but not behind a bad certificate", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const at = target({ scheme: "http", host: "a.test", port: upstream.port });
  const { stream, address } = await dial(at, ["127.0.0.2", "127.0.0.1"], await about(), NEVER);
  assert.equal(address, "127.0.0.1");
  stream.close();

  const [bad] = await badCertificates(await sharedAuthority(), "a.test");
  await using first = startRecordingUpstream(answering(okAnswer()), { tls: bad?.certificate });
  const tried = dial(
    target({ host: "a.test", port: first.port }),
    ["127.0.0.1", "127.0.0.1"],
    await about(),
    NEVER,
  );
  await assert.rejects(tried, fails("tls", 502, /self-signed/));
  assert.equal(first.connections.length, 1);
});

Deno.test("dial() tries no more addresses than its bound", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const others = Array.from({ length: limits.addressesPerName }, (_, at) => `127.0.1.${at + 1}`);
  const at = target({ scheme: "http", host: "a.test", port: upstream.port });
  const dialled = dial(at, [...others, "127.0.0.1"], await about(), NEVER);
  await assert.rejects(dialled, fails("connect", 502, /127\.0\.1\.4, port \d+\) refused/));
});

Deno.test("dial() names host, address and port of a connection that is refused", async () => {
  const port = closedPort();
  const at = target({ scheme: "http", host: "a.test", port });
  await assert.rejects(
    dial(at, ["127.0.0.1"], await about(), NEVER),
    fails("connect", 502, new RegExp(`a\\.test \\(127\\.0\\.0\\.1, port ${port}\\) refused the`)),
  );
});

Deno.test("dial() gives up a handshake that does not end", async () => {
  await using upstream = startRecordingUpstream(silent);
  const at = target({ host: "a.test", port: upstream.port });
  const dialled = dial(at, ["127.0.0.1"], await about(FAST), NEVER);
  await assert.rejects(dialled, fails("tls", 504, /a\.test did not finish TLS within 10 s/));
});

Deno.test("dial() ends at once when the request does, in the handshake and before it", async () => {
  const connected = Promise.withResolvers<void>();
  await using upstream = startRecordingUpstream(async (connection) => {
    await connection.more();
    connected.resolve();
    await silent(connection);
  });
  const at = target({ host: "a.test", port: upstream.port });
  const abort = new AbortController();
  const dialled = assert.rejects(
    dial(at, ["127.0.0.1"], await about(), abort.signal),
    UpstreamError,
  );
  await connected.promise;
  abort.abort();
  await dialled;
  const again = dial(at, ["127.0.0.1", "127.0.0.1"], await about(), abort.signal);
  await assert.rejects(again, UpstreamError);
  assert.equal(upstream.connections.length, 1);
});
