/** An agent that leaves, however it does that, closes the upstream within a second. */
import assert from "node:assert/strict";
import { curlProgram, ways } from "../support/curl.ts";
import { type Program, testWith } from "../support/programs.ts";
import { connectTunnel } from "../support/raw_client.ts";
import { startRecordingUpstream, type UpstreamConnection } from "../support/recording_upstream.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { until } from "../support/until.ts";
import { within } from "../support/within.ts";
import { node, startWsServer, ws } from "../support/ws_server.ts";

const AT_ONCE_MS = 1000;
const ROUTES = "log: 1\nroutes:\n  - host: a.test\n    allow_private_addresses: true\n";

/** What the upstream does once it has the request, until the connection is closed under it. */
const scripts = {
  async "before an answer"() {},
  async "from a silent event stream"(connection) {
    await connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
  },
  async "from a download with a length"(connection, wrote) {
    await connection.write("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    const block = new Uint8Array(64 * 1024).fill(0x61);
    while (true) {
      await connection.write(block);
      wrote();
    }
  },
  async "from a download in chunks"(connection, wrote) {
    await connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    const chunk = `10000\r\n${"a".repeat(0x10000)}\r\n`;
    while (true) {
      await connection.write(chunk);
      wrote();
    }
  },
} satisfies Record<string, (connection: UpstreamConnection, wrote: () => void) => Promise<void>>;

type State = keyof typeof scripts;
const states = Object.keys(scripts) as State[];

/** An upstream that tells when it was asked, when it wrote last, and when the connection was closed. */
async function startLeftUpstream(state: State, scheme: "http" | "https") {
  const asked = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const upstream = startRecordingUpstream(
    async (connection) => {
      await connection.request();
      asked.resolve();
      try {
        await scripts[state](connection, () => upstreamAt.lastWrite = performance.now());
        while (await connection.more());
      } finally {
        left.resolve();
      }
    },
    scheme === "https" ? { tls: await (await sharedAuthority()).leaf({ names: ["a.test"] }) } : {},
  );
  const upstreamAt = {
    url: `${scheme}://a.test:${upstream.port}/`,
    asked: asked.promise,
    left: left.promise,
    lastWrite: performance.now(),
    [Symbol.asyncDispose]: () => upstream[Symbol.asyncDispose](),
  };
  return upstreamAt;
}

/** A client that has asked, and reads nothing after the first bytes. */
interface Client extends AsyncDisposable {
  /** Resolves with the first bytes of the answer. */
  readonly begun: Promise<unknown>;
  leave(): void;
}

interface ClientKind {
  readonly name: string;
  readonly needs: readonly Program[];
  readonly scheme: "http" | "https";
  start(sidecar: TestSidecar, url: string): Client;
}

const kinds: readonly ClientKind[] = [
  ...([["http", false], ["https", false], ["https", true]] as const).map(([scheme, http2]) => ({
    name: `a fetch by ${scheme}: and HTTP/${http2 ? "2" : "1.1"} that is aborted`,
    needs: [],
    scheme,
    start: (sidecar: TestSidecar, url: string) => startFetch(sidecar, url, http2),
  })),
  ...ways.map(({ way, scheme, args }) => ({
    name: `a curl by ${way} that is killed`,
    needs: [curlProgram],
    scheme,
    start: (sidecar: TestSidecar, url: string) => startCurl(sidecar, [...args, url]),
  })),
];

function startFetch({ proxyUrl, caPem }: TestSidecar, url: string, http2: boolean): Client {
  const client = Deno.createHttpClient({
    proxy: { url: proxyUrl },
    caCerts: [caPem],
    http2,
    http1: !http2,
  });
  const aborting = new AbortController();
  let reader: ReadableStreamDefaultReader | undefined;
  const begun = fetch(url, { client, signal: aborting.signal }).then(({ body }) => {
    reader = body?.getReader();
    return reader?.read();
  });
  begun.catch(() => {});
  return {
    begun,
    leave() {
      aborting.abort();
      // Deno closes the connection of an answer that nobody reads only when it is cancelled.
      reader?.cancel().catch(() => {});
    },
    async [Symbol.asyncDispose]() {
      aborting.abort();
      await begun.catch(() => {});
      client.close();
    },
  };
}

function startCurl({ proxyUrl, caFile }: TestSidecar, args: readonly string[]): Client {
  const child = new Deno.Command(curlProgram.path ?? "", {
    args: ["-q", "-sS", "-N", "-x", proxyUrl, "--cacert", caFile, ...args],
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = child.stdout.getReader();
  let running = true;
  const leave = () => {
    if (running) child.kill("SIGKILL");
    running = false;
  };
  return {
    begun: reader.read(),
    leave,
    async [Symbol.asyncDispose]() {
      leave();
      await reader.cancel();
      await child.status;
    },
  };
}

for (const { name, needs, scheme, start } of kinds) {
  testWith(needs, `${name} closes the upstream at once`, async () => {
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    for (const state of states) {
      await using upstream = await startLeftUpstream(state, scheme);
      await using client = start(sidecar, upstream.url);
      await within(10_000, upstream.asked, `${state}: the request`);
      if (state !== "before an answer") await within(10_000, client.begun, `${state}: the answer`);
      if (state.includes("download")) {
        // All buffers on the way are full, so that nothing but the agent's end can be noticed.
        await until(() => performance.now() - upstream.lastWrite > 200, { what: state });
      }
      client.leave();
      await within(AT_ONCE_MS, upstream.left, `the end, when the agent left ${state}`);
      await until(() => sidecar.sidecar.counts().flights === 0);
    }
    // To leave is no fault of anybody.
    assert.deepEqual(sidecar.events(), []);
  });
}

testWith([], "an HTTP/2 stream that is cancelled leaves the others of its connection", async () => {
  const goOn = Promise.withResolvers<void>();
  const cancelled = Promise.withResolvers<void>();
  const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
  await using upstream = startRecordingUpstream(async (connection) => {
    const { head } = await connection.request() ?? { head: "" };
    await connection.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
    if (head.startsWith("GET /kept")) {
      await goOn.promise;
      await connection.write("data: 2\n\n");
    } else {
      while (await connection.more());
      cancelled.resolve();
    }
  }, { tls });
  await using sidecar = await startTestSidecar({ routes: ROUTES });
  using client = Deno.createHttpClient({
    proxy: { url: sidecar.proxyUrl },
    caCerts: [sidecar.caPem],
    http1: false,
  });
  const open = async (path: string) => {
    const { body } = await fetch(`https://a.test:${upstream.port}${path}`, { client });
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
    assert.equal((await reader?.read())?.value, "data: 1\n\n");
    return reader;
  };
  const kept = await open("/kept");
  const left = await open("/left");
  assert.equal(sidecar.sidecar.counts().connections, 1, "both are on one connection");
  await left?.cancel();
  await within(AT_ONCE_MS, cancelled.promise, "the end of the upstream that was left");
  goOn.resolve();
  assert.equal((await kept?.read())?.value, "data: 2\n\n");
  assert.equal((await kept?.read())?.done, true);
});

for (const scheme of ["ws", "wss"] as const) {
  testWith(
    [node, ws],
    `a WebSocket by ${scheme}: that breaks off closes the upstream at once`,
    async () => {
      await using server = await startWsServer();
      await using sidecar = await startTestSidecar({ routes: ROUTES });
      const { host } = new URL(server.url(scheme, "/"));
      const client = await connectTunnel(
        sidecar.port,
        host,
        scheme === "wss" ? { caPem: sidecar.caPem } : {},
      );
      const { status } = await client.ask(
        `GET /echo HTTP/1.1\r\nHost: ${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${btoa("0123456789abcdef")}\r\n\r\n`,
      );
      assert.equal(status, 101);
      await server.line(/^opened /);
      client.close();
      await within(AT_ONCE_MS, server.line(/^closed 1006/), "the end at the server");
      await until(() => sidecar.sidecar.counts().flights === 0);
    },
  );
}
