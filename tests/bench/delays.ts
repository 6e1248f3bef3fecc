import { within } from "../support/within.ts";
import { getBytes } from "./ask.ts";
import type { Job } from "./job.ts";
import { open } from "./open.ts";
import { chunkOf, sseEvents, STREAM_HEAD } from "./sse_events.ts";
import { quantile } from "./statistics.ts";
import type { Way } from "./ways.ts";
import { writeAll } from "./write_all.ts";

/** How long events take from the upstream's write to the client's read, in milliseconds. */
export interface Delay {
  readonly name: string;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  /** Of the differences to the direct way, event by event; null for the direct way. */
  readonly addedP50Ms: number | null;
  readonly addedP99Ms: number | null;
}

const PERIOD_MS = 50;
/** A peer that holds the events back ends the bench in words, it does not hang it. */
const PATIENCE_MS = 10_000;
/** Left out: what they find is not warm yet. */
const WARMING = 10;
const STAMP = /"n":(\d+),"at":([\d.]+)/g;

/**
 * One event stream by each way at the same time, with an event each 50 ms, the ways one behind the other
 * within these. Upstream and client are this process, so that the events can carry its time.
 *
 * @param upstreamPem the upstream's certificate and key
 * @param count events that count
 */
export async function measureDelays(
  ways: readonly Way[],
  { authority, upstreamPem, count }: {
    readonly authority: string;
    readonly upstreamPem: string;
    readonly count: number;
  },
): Promise<readonly Delay[]> {
  using listener = Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    cert: upstreamPem,
    key: upstreamPem,
  });
  const { port } = listener.addr;
  const total = count + WARMING;
  const streams: { name: string; upstream: Deno.Conn; delays: Promise<number[]> }[] = [];
  for (const { name, proxyPort } of ways) {
    const job: Pick<Job, "port" | "proxyPort" | "authority"> = { port, proxyPort, authority };
    const accepted = accept(listener);
    const client = await open(job, "http/1.1");
    await writeAll(client, getBytes("/events", port));
    const upstream = await within(PATIENCE_MS, accepted, `${name} asks for the events`);
    streams.push({ name, upstream, delays: read(client, total) });
  }
  await send(streams.map(({ upstream }) => upstream), total);
  const found = await Promise.all(
    streams.map(async ({ name, delays }) => {
      const all = await within(PATIENCE_MS, delays, `${name} has brought all events`);
      return { name, delays: all.slice(WARMING) };
    }),
  );
  for (const { upstream } of streams) upstream.close();
  const direct = found[0]?.delays ?? [];
  return found.map(({ name, delays }, way) => {
    const added = way === 0 ? [] : delays.map((delay, n) => delay - (direct[n] ?? NaN));
    return {
      name,
      p50Ms: quantile(delays, 0.5),
      p99Ms: quantile(delays, 0.99),
      addedP50Ms: quantile(added, 0.5),
      addedP99Ms: quantile(added, 0.99),
    };
  });
}

/** The next connection, when its request has been read and the answer's head is sent. */
async function accept(listener: Deno.TlsListener): Promise<Deno.Conn> {
  const conn = await listener.accept();
  let text = "";
  const buffer = new Uint8Array(4096);
  while (!text.endsWith("\r\n\r\n")) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("no request for the events");
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  await writeAll(conn, new TextEncoder().encode(STREAM_HEAD));
  return conn;
}

async function send(upstreams: readonly Deno.Conn[], total: number): Promise<void> {
  const events = sseEvents(64);
  const began = performance.now();
  for (let n = 0; n < total; n++) {
    for (const [way, upstream] of upstreams.entries()) {
      const due = began + (n + way / upstreams.length) * PERIOD_MS;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      const stamp = `{"n":${n},"at":${performance.now()},`;
      const event = (events[n % events.length] ?? "").replace("{", stamp);
      await writeAll(upstream, new TextEncoder().encode(chunkOf(event)));
    }
  }
}

/** The delays of all events, by their numbers. */
async function read(conn: Deno.Conn, total: number): Promise<number[]> {
  const delays: number[] = [];
  const buffer = new Uint8Array(16 * 1024);
  let text = "";
  while (delays.length < total) {
    const count = await conn.read(buffer);
    if (count === null) throw new Error("the event stream ended");
    const now = performance.now();
    text += new TextDecoder().decode(buffer.subarray(0, count));
    const end = text.lastIndexOf("\n\n") + 2;
    if (end < 2) continue;
    for (const [, n, at] of text.slice(0, end).matchAll(STAMP)) {
      delays[Number(n)] = now - Number(at);
    }
    text = text.slice(end);
  }
  conn.close();
  return delays;
}
