import assert from "node:assert/strict";
import { limits } from "../../../lib/limits.ts";
import { type Body, framedBody, heldBody, noBody } from "../../../lib/proxy/body.ts";
import { Reader } from "../../../lib/proxy/reader.ts";
import { connection } from "../../../lib/proxy/upstream/connection.ts";
import { ClosedUnanswered, type Outgoing, send } from "../../../lib/proxy/upstream/send.ts";
import { UpstreamError } from "../../../lib/proxy/upstream/upstream_error.ts";
import { fakeStream } from "../../support/fake_stream.ts";
import { manualClocks } from "../../support/manual_clocks.ts";
import { target } from "../../support/policy_values.ts";
import { bytesOf, textOf } from "../../support/wire_bytes.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

function outgoing(parts: Partial<Outgoing> = {}): Outgoing {
  return {
    method: "GET",
    target: target({ host: "a.test", path: "/p" }),
    fields: [["Host", "a.test"]],
    body: noBody,
    trailers: () => [],
    held: new Uint8Array(0),
    interim: () => Promise.resolve(),
    ...parts,
  };
}

function sending(request: Outgoing, ...sent: string[]) {
  const clocks = manualClocks();
  const stream = fakeStream(...sent);
  const made = connection("key", "192.0.2.1", stream);
  return { clocks, stream, made, answered: send(made, request, clocks) };
}

async function readAll({ body }: { body: Body }): Promise<string> {
  let text = "";
  for (let slice = await body.read(); slice; slice = await body.read()) text += textOf(slice);
  return text;
}

function fails(status: number, words: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof UpstreamError, String(error));
    assert.deepEqual([error.refusal.status, error.stage], [status, "read"]);
    assert.match(error.refusal.text, words);
    return true;
  };
}

Deno.test("send() writes the request in one piece and gives head and body of the answer", async () => {
  const request = outgoing({
    method: "POST",
    target: target({ host: "a.test", path: "/p", query: "" }),
    held: bytesOf("abc"),
    fields: [["Host", "a.test"], ["Content-Length", "3"]],
  });
  const { stream, clocks, answered } = sending(request, OK, "ok");
  const answer = await answered;
  assert.deepEqual(stream.writes, [
    "POST /p? HTTP/1.1\r\nHost: a.test\r\nContent-Length: 3\r\n\r\nabc",
  ]);
  assert.deepEqual([answer.head.status, answer.framing], [200, { kind: "length", length: 2 }]);
  assert.equal(await readAll(answer), "ok");
  assert.equal(answer.close(), true);
  assert.deepEqual([stream.closed, clocks.open], [false, 0]);
});

Deno.test("close() keeps a connection only if nothing is left on it in either direction", async () => {
  const endings: readonly (readonly [string, boolean, string])[] = [
    [`${OK}ok`, true, "GET"],
    ["HTTP/1.1 204 No Content\r\n\r\n", true, "GET"],
    [OK, true, "HEAD"],
    ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", true, "GET"],
    [`${OK}okHTTP/1.1 200 smuggled`, false, "GET"],
    [`${OK}ok`.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"), false, "GET"],
    [`${OK}ok`.replace("HTTP/1.1", "HTTP/1.0"), false, "GET"],
  ];
  for (const [sent, reusable, method] of endings) {
    const { stream, answered } = sending(outgoing({ method }), sent);
    const answer = await answered;
    await readAll(answer);
    assert.deepEqual([answer.close(), stream.closed], [reusable, !reusable], sent);
  }
  const unread = sending(outgoing(), `${OK}ok`);
  assert.equal((await unread.answered).close(), false);
  assert.equal(unread.stream.closed, true);
});

Deno.test("close() keeps no connection whose answer ends with it", async () => {
  const { stream, answered } = sending(outgoing(), "HTTP/1.1 200 OK\r\n\r\nok");
  stream.feedEnd();
  const answer = await answered;
  assert.equal(await readAll(answer), "ok");
  assert.equal(answer.close(), false);
});

Deno.test("send() streams a body, and sees an answer that comes before its end", async () => {
  const agent = fakeStream("abc");
  const body = framedBody(new Reader(agent), { kind: "length", length: 6 }, "agent");
  const { stream, answered } = sending(outgoing({ method: "PUT", body, held: undefined }));
  await stream.saw("\r\n\r\nabc");
  stream.feed(`${OK}ok`);
  const answer = await answered;
  assert.equal(await readAll(answer), "ok");
  // Half a request is still to be sent: nothing else may follow it.
  assert.equal(answer.close(), false);
  assert.equal(stream.closed, true);
});

Deno.test("send() writes a body of unknown length in chunks, with the trailers that may travel", async () => {
  const body = framedBody(
    new Reader(fakeStream("3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n")),
    { kind: "chunked" },
    "agent",
  );
  const trailers = () => body.trailers;
  const { stream } = sending(outgoing({ method: "PUT", body, held: undefined, trailers }));
  await stream.saw("0\r\nX-Sum: 1\r\n\r\n");
  assert.match(stream.written, /\r\n\r\n3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n$/);
});

Deno.test("send() cuts its request when the agent's body breaks, and says why", async () => {
  const broken = new Error("the agent's doing");
  const body: Body = { ...noBody, length: 5, read: () => Promise.reject(broken) };
  const { stream, clocks, answered } = sending(outgoing({ method: "PUT", body, held: undefined }));
  await assert.rejects(answered, (error) => error === broken);
  assert.deepEqual([stream.closed, clocks.open], [true, 0]);
});

Deno.test("send() reads an answer though the request can no longer be written", async () => {
  const clocks = manualClocks();
  const stream = fakeStream(`${OK}ok`);
  stream.failWrites(new Error("broken pipe"));
  const made = connection("key", "192.0.2.1", stream);
  const answer = await send(
    made,
    outgoing({ held: undefined, body: heldBody(bytesOf("x")) }),
    clocks,
  );
  assert.equal(await readAll(answer), "ok");
  assert.equal(answer.close(), false);
});

Deno.test("send() passes 1xx on, up to its bound, and takes no 101", async () => {
  const seen: number[] = [];
  const interim = ({ status }: { status: number }) => Promise.resolve(void seen.push(status));
  const hint = "HTTP/1.1 103 Early Hints\r\n\r\n";
  const { answered } = sending(outgoing({ interim }), "HTTP/1.1 100 Continue\r\n\r\n", hint + OK);
  assert.equal((await answered).head.status, 200);
  assert.deepEqual(seen, [100, 103]);
  const most = sending(outgoing(), hint.repeat(limits.interimResponses) + OK);
  assert.equal((await most.answered).head.status, 200);
  const flood = sending(outgoing(), hint.repeat(limits.interimResponses + 1) + OK);
  await assert.rejects(flood.answered, fails(502, /too many interim/));
  const switched = sending(outgoing(), "HTTP/1.1 101 Switching Protocols\r\n\r\n");
  await assert.rejects(switched.answered, fails(502, /switched protocols unasked/));
  assert.equal(switched.stream.closed, true);
});

Deno.test("send() gives the connection out behind a 101 that was asked for, and never takes it back", async () => {
  const { answered, stream } = sending(
    outgoing({ upgrades: true }),
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nbehind",
  );
  const answer = await answered;
  assert.deepEqual([answer.head.status, answer.head.fields], [101, [["Upgrade", "x"]]]);
  assert.equal(textOf(answer.switched?.reader.held ?? new Uint8Array(0)), "behind");
  assert.equal(stream.closed, false);
  assert.equal(answer.close(), false);
  assert.equal(stream.closed, true);
  const plain = sending(outgoing({ upgrades: true }), OK);
  assert.equal((await plain.answered).switched, undefined);
});

Deno.test("send() tells a connection that was closed unanswered from one that broke off", async () => {
  const ended = sending(outgoing());
  ended.stream.feedEnd();
  await assert.rejects(ended.answered, ClosedUnanswered);
  const reset = sending(outgoing());
  reset.stream.feedFailure(new Error("reset"));
  await assert.rejects(reset.answered, ClosedUnanswered);
  for (const begun of ["HTTP/1.1 2", "HTTP/1.1 103 Early Hints\r\n\r\n"]) {
    const broken = sending(outgoing(), begun);
    broken.stream.feedEnd();
    await assert.rejects(broken.answered, fails(502, /^egress: .*a\.test/));
    assert.deepEqual([broken.stream.closed, broken.clocks.open], [true, 0]);
  }
});

Deno.test("send() says of an answer that breaks HTTP what is wrong with it", async () => {
  const answers: readonly (readonly [string, RegExp])[] = [
    ["SSH-2.0-OpenSSH\r\n\r\n", /a\.test breaks HTTP: .*status line/],
    ["HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n", /Content-Length/],
    [`HTTP/1.1 200 OK\r\nX: ${"y".repeat(limits.headBytes)}`, /larger|more than/],
  ];
  for (const [sent, words] of answers) {
    const { stream, clocks, answered } = sending(outgoing(), sent);
    await assert.rejects(answered, fails(502, words));
    assert.deepEqual([stream.closed, clocks.open], [true, 0]);
  }
});

Deno.test("send() never lets a short or broken body pass for whole", async () => {
  const bodies: readonly (readonly [string, RegExp])[] = [
    [`${OK}o`, /breaks HTTP: .*Content-Length/],
    [
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
      /breaks HTTP: .*last chunk/,
    ],
    ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno\r\n", /breaks HTTP/],
  ];
  for (const [sent, words] of bodies) {
    const { stream, clocks, answered } = sending(outgoing(), sent);
    stream.feedEnd();
    await assert.rejects(readAll(await answered), fails(502, words), sent);
    assert.deepEqual([stream.closed, clocks.open], [true, 0]);
  }
  const reset = sending(outgoing(), `${OK}o`);
  reset.stream.feedFailure(new Error("reset"));
  await assert.rejects(readAll(await reset.answered), fails(502, /before its answer was complete/));
});

Deno.test("send() waits for an answer's head, and for each slice of its body, no longer than its clocks", async () => {
  const silent = sending(outgoing());
  silent.clocks.advance(limits.upstreamHeadMs);
  await assert.rejects(silent.answered, fails(504, /a\.test did not answer within 600 s/));
  const stalled = sending(outgoing(), `${OK}o`);
  const answer = await stalled.answered;
  await answer.body.read();
  // While the agent is waited for, the upstream has no clock.
  stalled.clocks.advance(10 * limits.upstreamStallMs);
  assert.equal(stalled.stream.closed, false);
  const slice = answer.body.read();
  stalled.clocks.advance(limits.upstreamStallMs);
  await assert.rejects(slice, fails(504, /a\.test sent no bytes for 600 s/));
  assert.deepEqual([stalled.stream.closed, stalled.clocks.open], [true, 0]);
});

Deno.test("send() gives up on an upstream that takes no bytes of the body", async () => {
  const clocks = manualClocks();
  const stream = fakeStream();
  const reading = Promise.withResolvers<void>();
  const body: Body = {
    ...noBody,
    length: 10,
    read: () => {
      stream.holdWrites();
      reading.resolve();
      return Promise.resolve(bytesOf("hello"));
    },
  };
  const answered = send(
    connection("key", "192.0.2.1", stream),
    outgoing({ body, held: undefined }),
    clocks,
  );
  await reading.promise;
  await Promise.resolve();
  clocks.advance(limits.upstreamStallMs);
  await assert.rejects(answered, fails(504, /a\.test took no bytes for 600 s/));
});

Deno.test("send() fails at once for a head that cannot be written, instead of waiting for an answer", async () => {
  const clocks = manualClocks();
  const stream = fakeStream();
  const request = outgoing({ fields: [["X-A", "b\r\nX-C: d"]] });
  await assert.rejects(send(connection("key", "192.0.2.1", stream), request, clocks), TypeError);
  assert.deepEqual([stream.written, stream.closed, clocks.open], ["", true, 0]);
});

Deno.test("send() drops what is for one hop only, of the answer and of what comes before it", async () => {
  const interim: unknown[] = [];
  const request = outgoing({
    interim: ({ fields }) => {
      interim.push(fields);
      return Promise.resolve();
    },
  });
  const hop = "Connection: hop-note\r\nHop-Note: 1\r\nKeep-Alive: timeout=5\r\nX-End: 1\r\n";
  const { answered } = sending(
    request,
    `HTTP/1.1 103 Early Hints\r\n${hop}\r\nHTTP/1.1 204 No Content\r\n${hop}\r\n`,
  );
  const answer = await answered;
  assert.deepEqual(answer.head.fields, [["X-End", "1"]]);
  assert.deepEqual(interim, [[["X-End", "1"]]]);
  answer.close();
});

Deno.test("send() blames the upstream for a Connection field that names an end-to-end field", async () => {
  const { answered, stream } = sending(
    outgoing(),
    "HTTP/1.1 204 No Content\r\nConnection: set-cookie\r\nSet-Cookie: a=1\r\n\r\n",
  );
  await assert.rejects(answered, fails(502, /the answer of a\.test breaks HTTP/));
  assert.equal(stream.closed, true);
});
