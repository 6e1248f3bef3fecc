import { TOKEN } from "../../support/engine.ts";
import { connectHttp2Tunnel, type Http2Client } from "../../support/http2_client.ts";
import { connectRaw, connectTunnel, type RawClient } from "../../support/raw_client.ts";
import type { RunningSidecar } from "../../support/test_sidecar.ts";
import { within } from "../../support/within.ts";
import type { Draws } from "../fuzz/draws.ts";

/** What agents ask, and where. */
export interface Traffic {
  readonly sidecar: RunningSidecar;
  readonly host: string;
  readonly plainPort: number;
  readonly securePort: number;
  /** Told of each request that came to an end, and of how. */
  readonly count: (what: string) => void;
  /** Told of a way on which nothing came and nothing ended. */
  readonly hangs: (way: string) => void;
  readonly stopped: () => boolean;
}

/** Requests on one connection before it is opened anew. */
const KEPT = 20;
/** Between two requests of one agent: an agent thinks. */
const PAUSE_MS = 60;
/** The longest that a way takes: all its requests, each with its pause, on a machine that is busy with others too. */
const MOST_MS = 60_000;
/** A held request that nobody answers is left by its agent after so long. */
const PATIENCE_MS = 400;

/** One agent, until it is told to stop: it goes by one way for a while, then by another. */
export async function runAgent(traffic: Traffic, draws: Draws): Promise<void> {
  while (!traffic.stopped()) {
    const way = draws.pick([byAbsolute, byTunnel, byTls, byHttp2, once]);
    try {
      await within(MOST_MS, way(traffic, draws), way.name);
    } catch (error) {
      if (/not within/.test(String(error))) traffic.hangs(way.name);
      traffic.count("ended by the sidecar");
      await pause(draws);
    }
  }
}

type Work = (traffic: Traffic, draws: Draws) => Promise<void>;

const byAbsolute: Work = async (traffic, draws) => {
  const { sidecar, host, plainPort } = traffic;
  using client = await connectRaw(sidecar.port);
  await several(traffic, draws, client, `http://${host}:${plainPort}`, `${host}:${plainPort}`);
};

const byTunnel: Work = async (traffic, draws) => {
  const authority = `${traffic.host}:${traffic.plainPort}`;
  using client = await connectTunnel(traffic.sidecar.port, authority);
  await several(traffic, draws, client, "", authority);
};

const byTls: Work = async (traffic, draws) => {
  const { sidecar: { port, caPem }, host, securePort } = traffic;
  using client = await connectTunnel(port, `${host}:${securePort}`, { caPem });
  await several(traffic, draws, client, "", `${host}:${securePort}`);
};

const byHttp2: Work = async (traffic, draws) => {
  const { sidecar: { port, caPem }, host, securePort } = traffic;
  const authority = `${host}:${securePort}`;
  using client = await connectHttp2Tunnel(port, authority, { caPem });
  for (let left = draws.below(KEPT); left >= 0 && !traffic.stopped(); left--) {
    await askHttp2(client, authority, traffic, draws);
    await pause(draws);
  }
};

async function askHttp2(
  client: Http2Client,
  authority: string,
  { count }: Traffic,
  draws: Draws,
): Promise<void> {
  const [path, body] = question(draws);
  const { status } = await client.ask({
    ":path": path,
    ":authority": authority,
    ...(body !== undefined && { ":method": "POST", "content-length": String(body.length) }),
  }, body);
  count(`HTTP/2 ${status}`);
}

/** Some requests on a kept connection. */
async function several(
  { count, stopped }: Traffic,
  draws: Draws,
  client: RawClient,
  origin: string,
  authority: string,
): Promise<void> {
  for (let left = draws.below(KEPT); left >= 0 && !stopped(); left--) {
    const [path, body] = question(draws);
    const { status } = await client.ask(request(`${origin}${path}`, authority, body));
    count(`HTTP/1.1 ${status}`);
    await pause(draws);
  }
}

/** One request on a connection of its own, that ends badly or is held. */
const once: Work = async ({ sidecar, host, plainPort, count }, draws) => {
  using client = await connectRaw(sidecar.port);
  const authority = `${host}:${plainPort}`;
  switch (draws.below(4)) {
    case 0:
      await client.send(request(`http://${authority}/big?bytes=3000000`, authority));
      await client.received("xxxx");
      return count("left in an answer");
    case 1:
      await client.send(request(`http://${authority}/slow?ms=200`, authority, "x").slice(0, -1));
      await pause(draws);
      return count("left in a body");
    case 2: {
      const { status } = await client.ask(request("http://denied.test/", "denied.test"));
      return count(`denied ${status}`);
    }
    default: {
      const value = TOKEN.slice(0, -3) + String(draws.below(900) + 100);
      const asked = client.ask(request(`http://${authority}/held`, authority, `key ${value}`));
      const left = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
      const answer = await Promise.race([asked.catch(() => undefined), left]);
      count(!answer ? "left while held" : `held ${answer.status}`);
    }
  }
};

function question(draws: Draws): readonly [path: string, body?: string] {
  switch (draws.below(8)) {
    case 0:
      return ["/big?bytes=100000"];
    case 1:
      return ["/chunked?bytes=30000"];
    case 2:
      return ["/slow?ms=50"];
    case 3:
      return ["/status?code=204"];
    case 4:
      return ["/status?code=200", `{"text": "${"a few words ".repeat(draws.below(8_000))}"}`];
    default:
      return ["/status?code=200"];
  }
}

function request(target: string, authority: string, body?: string): string {
  const head = `${
    body === undefined ? "GET" : "POST"
  } ${target} HTTP/1.1\r\nHost: ${authority}\r\n`;
  return body === undefined
    ? `${head}\r\n`
    : `${head}Content-Length: ${body.length}\r\n\r\n${body}`;
}

function pause(draws: Draws): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1 + draws.below(PAUSE_MS)));
}
