import { serveHttp1 } from "../../../lib/proxy/http1_session.ts";
import { fakeAgent, type TestParts, testParts, upstreamsOn } from "../../support/proxy_parts.ts";
import { TOKEN } from "../../support/engine.ts";
import { type FakeStream, fakeStream } from "../../support/fake_stream.ts";
import { testRoute } from "../../support/route.ts";
import { supervised } from "../../support/supervised.ts";
import { until } from "../../support/until.ts";
import type { Cell, Seen } from "./cell.ts";

const ROOM = 1_000;
const SCOPE = { at: { kind: "proxy" }, serverName: undefined } as const;
const OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

/** Where the first request is when the bodies that are held leave no room for a second. */
const PHASES = ["body", "ask", "wait", "answer body"] as const;

/** The bound of held bodies is reached in each phase in which one is held; then there is room again. */
export function memoryCells(): readonly Cell[] {
  return PHASES.map((phase): Cell => ({
    row: "memory for bodies is used up",
    phase,
    allows: ["refused"],
    run: () => run(phase),
  }));
}

async function run(phase: typeof PHASES[number]): Promise<Seen> {
  const { supervisor, approvals } = supervised();
  const streams = [fakeStream(), fakeStream(OK), fakeStream(OK)];
  const parts = testParts({
    routes: [testRoute({ allowPrivateAddresses: true })],
    operator: { supervisor, approvals },
    heldBodiesBytes: ROOM,
    // Those that wait do so at the first upstream, which says nothing.
    upstreams: upstreamsOn(phase === "body" || phase === "ask" ? streams.slice(1) : streams),
  });
  const body = phase === "ask" ? `key ${TOKEN} `.padEnd(900, "x") : "x".repeat(900);
  const first = begin(parts, post(body).slice(0, phase === "body" ? -10 : undefined));
  if (phase === "answer body") {
    streams[0]?.feed("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
  }
  await until(() => parts.heldBodies.bytes >= 890, { what: "a held body" });
  const second = begin(parts, post("x".repeat(500)));
  await until(() => second.stream.written.includes("\r\n\r\n"), { what: "an answer" });
  const isRefused = /^HTTP\/1\.1 503[^]*too-many-bodies/.test(second.stream.written);
  first.stream.feedEnd();
  first.stream.close();
  second.stream.feedEnd();
  await Promise.all([first.served, second.served]);
  await supervisor.close("the test is over");
  if (parts.heldBodies.bytes !== 0) return `wrong: ${parts.heldBodies.bytes} bytes are left`;
  if (parts.flights.count !== 0) return "wrong: a flight is left";
  const third = begin(parts, post("x".repeat(500)));
  await until(() => third.stream.written.includes("ok"), { what: "room for a third" });
  third.stream.feedEnd();
  await third.served;
  return isRefused ? "refused" : "wrong: there is more room than there may be";
}

function begin(parts: TestParts, bytes: string): { stream: FakeStream; served: Promise<unknown> } {
  const agent = fakeAgent(parts.clocks, bytes);
  return { stream: agent.stream, served: serveHttp1(agent, SCOPE, parts) };
}

function post(body: string): string {
  return `POST http://a.test/ HTTP/1.1\r\nHost: a.test\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
}
