import type { Agent } from "../../../lib/proxy/agent.ts";
import { createHttp2Bridge, type Http2Bridge } from "../../../lib/proxy/http2_bridge.ts";
import { Reader } from "../../../lib/proxy/reader.ts";
import { upstreamFailed } from "../../../lib/proxy/upstream/upstream_error.ts";
import type { Outgoing } from "../../../lib/proxy/upstream/send.ts";
import { fakeStream } from "../../support/fake_stream.ts";
import { http2Frames } from "../../support/http2_frames.ts";
import { testParts } from "../../support/proxy_parts.ts";
import { testRoute } from "../../support/route.ts";
import { bytesOf } from "../../support/wire_bytes.ts";
import { within } from "../../support/within.ts";
import type { Draws } from "./draws.ts";
import { joined, mutate, pieces } from "./mutate.ts";
import { Broken, type FuzzTarget, hold } from "./target.ts";

const PATHS = [
  "/",
  "/a?b",
  "*",
  "/../x",
  "/%2e%2e/",
  "//b.test/",
  "",
  "/a b",
  "http://b.test/",
  "/a#b",
];
const AUTHORITIES = [
  "a.test",
  "b.test",
  "a.test:443",
  "a.test:80",
  "A.TEST",
  "a.test@b.test",
  "",
  "127.0.0.1",
];
const WORDS = [
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "\0\0\0\x04\0\0\0\0\0",
  "\x82\x87",
  "\0\x01x\x01v",
  "\xff\xff",
];
const MOST_MS = 5_000;

/** What a tunnel of HTTP/2 may bring: it ends, and only requests to its own host go on. */
export function http2Tunnels(): FuzzTarget {
  let wrong: string | undefined;
  let bridge: Http2Bridge | undefined;
  const send = (request: Outgoing): Promise<never> => {
    const { host, path } = request.target;
    if (host !== "a.test") wrong = "a request to another host goes on";
    if (!path.startsWith("/") && path !== "*") wrong = "a request without a path goes on";
    return Promise.reject(upstreamFailed("connect", "a.test refused the connection"));
  };
  const parts = testParts({
    routes: [testRoute({ inboundDetectors: [], outboundDetectors: [] })],
    upstreams: () => ({ send, clear() {}, idle: 0 }),
  });
  return {
    name: "HTTP/2 tunnels",
    share: 300,
    async check(draws, show) {
      bridge ??= createHttp2Bridge(parts);
      const bytes = tunnel(draws);
      show(bytes);
      wrong = undefined;
      const stream = fakeStream(...pieces(draws, bytes));
      const watch = parts.clocks.watch(() => stream.close());
      const agent: Agent = { stream, reader: new Reader(stream), watch, idle: true };
      const authority = { host: "a.test", port: 443 };
      const at = { kind: "tunnel", scheme: "https", authority } as const;
      const served = bridge.serve(agent, { at, serverName: "a.test" });
      stream.feedEnd();
      await within(MOST_MS, served.catch(() => {}), "the end of a tunnel");
      watch.end();
      hold(stream.closed, "a tunnel that has ended is left open");
      const surprise = parts.events.some(({ event }) => event === "internal_error");
      parts.events.length = 0;
      hold(!surprise, "a tunnel of HTTP/2 is a surprise");
      if (wrong !== undefined) throw new Broken(wrong);
    },
    async close() {
      await bridge?.close();
      parts.clocks.stop();
    },
  };
}

function tunnel(draws: Draws): Uint8Array {
  const request = {
    method: draws.pick(["GET", "POST"] as const),
    authority: draws.pick(AUTHORITIES),
    path: draws.pick(PATHS),
  };
  const hasBody = request.method === "POST";
  const parts = [
    http2Frames.headers(request, !hasBody),
    ...(hasBody ? [http2Frames.data("some bytes of a body")] : []),
    ...Array.from({ length: draws.below(4) }, () => frame(draws)),
  ];
  const frames = joined(...parts);
  const sent = draws.oneIn(2) ? mutate(draws, frames, WORDS) : frames;
  const { preface } = http2Frames;
  return joined(draws.oneIn(8) ? mutate(draws, preface, WORDS) : preface, sent);
}

/** Any frame: of a kind that is known or not, on a stream that is open or not. */
function frame(draws: Draws): Uint8Array {
  const payload = draws.oneIn(3) ? bytesOf(draws.pick(WORDS)) : draws.bytes(draws.below(20));
  const length = payload.length + (draws.oneIn(10) ? draws.below(3) : 0);
  const [type, flags, stream] = [draws.below(11), draws.below(64), draws.below(4)];
  return joined(
    Uint8Array.of(0, length >> 8, length & 0xff, type, flags, 0, 0, 0, stream),
    payload,
  );
}
