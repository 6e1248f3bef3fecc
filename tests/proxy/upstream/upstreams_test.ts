import assert from "node:assert/strict";
import { type Body, noBody } from "../../../lib/proxy/body.ts";
import type { Outgoing } from "../../../lib/proxy/upstream/send.ts";
import { UpstreamError } from "../../../lib/proxy/upstream/upstream_error.ts";
import {
  createUpstreams,
  type Upstreams,
  type Vet,
} from "../../../lib/proxy/upstream/upstreams.ts";
import { manualClocks } from "../../support/manual_clocks.ts";
import { target } from "../../support/policy_values.ts";
import {
  answering,
  okAnswer,
  startRecordingUpstream,
  type UpstreamScript,
} from "../../support/recording_upstream.ts";
import { bytesOf } from "../../support/wire_bytes.ts";

const anyAddress: Vet = (addresses) => ({ ok: true, value: addresses });

/** Upstreams whose only name is loopback, and what was looked up and vetted. */
function made() {
  const clocks = manualClocks();
  const lookups: string[] = [];
  const vetted: (readonly string[])[] = [];
  const upstreams = createUpstreams({
    resolve: (host) => {
      lookups.push(host);
      return Promise.resolve(["127.0.0.1"]);
    },
    roots: [],
    clocks,
  });
  const vet: Vet = (addresses) => {
    vetted.push(addresses);
    return anyAddress(addresses);
  };
  return { clocks, upstreams, lookups, vetted, vet };
}

function outgoing(port: number, parts: Partial<Outgoing> = {}): Outgoing {
  return {
    method: "GET",
    target: target({ scheme: "http", host: "a.test", port }),
    fields: [["Host", "a.test"]],
    body: noBody,
    trailers: () => [],
    held: new Uint8Array(0),
    interim: () => Promise.resolve(),
    ...parts,
  };
}

/** Sends, reads the answer to its end and closes it; whether the connection was kept. */
async function ask(
  upstreams: Upstreams,
  request: Outgoing,
  vet: Vet = anyAddress,
  { signal } = new AbortController(),
): Promise<boolean> {
  const sent = await upstreams.send(request, vet, signal);
  assert.ok(sent.kind === "answer");
  while (await sent.answer.body.read());
  return sent.answer.close();
}

/** Answers one request on each connection and closes it when the next one comes, unanswered. */
const oncePerConnection: UpstreamScript = async (connection) => {
  await connection.request();
  await connection.write(okAnswer());
  await connection.request();
};

Deno.test("send() looks the name up, vets all its addresses and dials, then uses the connection again", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { clocks, upstreams, lookups, vetted, vet } = made();
  const request = outgoing(upstream.port);
  assert.equal(await ask(upstreams, request, vet), true);
  assert.equal(upstreams.idle, 1);
  assert.equal(await ask(upstreams, request, vet), true);
  assert.equal(upstream.connections.length, 1);
  assert.deepEqual([lookups, vetted], [["a.test"], [["127.0.0.1"], ["127.0.0.1"]]]);
  upstreams.clear();
  assert.deepEqual([upstreams.idle, clocks.open], [0, 0]);
});

Deno.test("send() opens a connection for each of two requests at once", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { upstreams } = made();
  const request = outgoing(upstream.port);
  await Promise.all([ask(upstreams, request), ask(upstreams, request)]);
  assert.deepEqual([upstream.connections.length, upstreams.idle], [2, 2]);
  upstreams.clear();
});

Deno.test("send() dials nothing that is not vetted", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { upstreams, clocks } = made();
  const refusal = { status: 403, reason: "private-address", text: "egress: no" } as const;
  const vet: Vet = () => ({ ok: false, refusal });
  const sent = await upstreams.send(outgoing(upstream.port), vet, new AbortController().signal);
  assert.deepEqual(sent, { kind: "refused", refusal });
  assert.deepEqual([upstream.connections.length, clocks.open], [0, 0]);
});

Deno.test("send() closes an idle connection whose address is no longer allowed", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { upstreams } = made();
  const request = outgoing(upstream.port);
  await ask(upstreams, request);
  const answers = [{ ok: false, refusal: { status: 403, reason: "no-match", text: "" } }, {
    ok: true,
    value: ["127.0.0.1"],
  }] as const;
  let at = 0;
  const vet: Vet = () => answers[at++] ?? answers[1];
  await ask(upstreams, request, vet);
  assert.equal(upstream.connections.length, 2);
  assert.equal(upstreams.idle, 1);
  upstreams.clear();
});

Deno.test("send() asks again, once and on a fresh connection, where an idle one was closed unanswered", async () => {
  await using upstream = startRecordingUpstream(oncePerConnection);
  const { upstreams, clocks } = made();
  const request = outgoing(upstream.port, { method: "POST", held: bytesOf("body") });
  await ask(upstreams, request);
  await ask(upstreams, request);
  assert.equal(upstream.connections.length, 2);
  assert.equal(upstream.received.split("POST").length - 1, 3);
  upstreams.clear();
  assert.equal(clocks.open, 0);
});

Deno.test("send() asks nothing again whose body is gone", async () => {
  await using upstream = startRecordingUpstream(oncePerConnection);
  const { upstreams, clocks } = made();
  await ask(upstreams, outgoing(upstream.port));
  const body: Body = { ...noBody, length: 2 };
  const streamed = outgoing(upstream.port, {
    method: "POST",
    held: undefined,
    body,
    fields: [["Host", "a.test"], ["Content-Length", "0"]],
  });
  await assert.rejects(ask(upstreams, streamed), (error) => {
    assert.ok(error instanceof UpstreamError);
    assert.match(error.message, /a\.test closed the connection without an answer/);
    return true;
  });
  assert.deepEqual([upstream.connections.length, clocks.open], [1, 0]);
});

Deno.test("send() does not ask again where a fresh connection was closed unanswered", async () => {
  await using upstream = startRecordingUpstream(async (connection) =>
    void await connection.request()
  );
  const { upstreams } = made();
  await assert.rejects(ask(upstreams, outgoing(upstream.port)), /without an answer/);
  assert.equal(upstream.connections.length, 1);
});

Deno.test("send() ends at once when it is told to: before, while it waits, and in the middle of an answer", async () => {
  const asked = Promise.withResolvers<void>();
  await using upstream = startRecordingUpstream(async (connection) => {
    while (await connection.request()) {
      asked.resolve();
      if (upstream.connections.length > 1) await connection.write("HTTP/1.1 200 OK\r\n\r\nbegun");
    }
  });
  const { upstreams, clocks } = made();
  const request = outgoing(upstream.port);
  const first = new AbortController();
  const waiting = assert.rejects(ask(upstreams, request, anyAddress, first));
  await asked.promise;
  first.abort();
  await waiting;
  await assert.rejects(ask(upstreams, request, anyAddress, first));
  assert.equal(upstream.connections.length, 1);
  const second = new AbortController();
  const sent = await upstreams.send(request, anyAddress, second.signal);
  assert.ok(sent.kind === "answer");
  await sent.answer.body.read();
  second.abort();
  await assert.rejects(sent.answer.body.read());
  assert.equal(sent.answer.close(), false);
  assert.deepEqual([upstreams.idle, clocks.open], [0, 0]);
});

Deno.test("send() writes nothing on an idle connection once it was told to end", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { upstreams } = made();
  const request = outgoing(upstream.port);
  await ask(upstreams, request);
  const { received } = upstream;
  const abort = new AbortController();
  abort.abort();
  await assert.rejects(ask(upstreams, request, anyAddress, abort));
  assert.deepEqual([upstream.received, upstreams.idle], [received, 0]);
});

Deno.test("send() is deaf to its signal once the answer was closed", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { upstreams } = made();
  const abort = new AbortController();
  await ask(upstreams, outgoing(upstream.port), anyAddress, abort);
  abort.abort();
  assert.equal(await ask(upstreams, outgoing(upstream.port)), true);
  assert.equal(upstream.connections.length, 1);
  upstreams.clear();
});

Deno.test("send() tells when it has a connection, a fresh or an idle one, and not before it was vetted", async () => {
  await using upstream = startRecordingUpstream(answering(okAnswer()));
  const { upstreams } = made();
  let told = 0;
  const request = { ...outgoing(upstream.port), connected: () => void told++ };
  const refusal = { status: 403, reason: "private-address", text: "egress: no" } as const;
  const refused = await upstreams.send(
    request,
    () => ({ ok: false, refusal }),
    new AbortController().signal,
  );
  assert.deepEqual([refused.kind, told], ["refused", 0]);
  await ask(upstreams, request);
  await ask(upstreams, request);
  assert.deepEqual([told, upstream.connections.length], [2, 1]);
  upstreams.clear();
});
