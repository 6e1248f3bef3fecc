import { once } from "node:events";
import { connect as connectTcp, type Socket } from "node:net";
import { TOKEN } from "../../support/engine.ts";
import type { TestSidecar } from "../../support/test_sidecar.ts";
import { until } from "../../support/until.ts";
import { WHOLE } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import { type Fault, faults } from "./faulty_upstream.ts";
import type { Upstreams } from "./upstream_cells.ts";
import { HOST, QUIET } from "./world.ts";

/** What an agent has sent when it fails, and what has to have happened before it does. */
interface AgentPhase {
  readonly name: string;
  readonly sends: string;
  /** The id that must have reached the upstream. */
  readonly reaches?: string;
  /** What the agent must have got. */
  readonly gets?: string;
  /** Another sign that the phase was reached. */
  readonly until?: () => boolean;
  /** Whether bytes that do not belong there would be read now. */
  readonly reads: boolean;
}

/** Every fault of an agent in every phase of its request, in absolute form, in a tunnel and before TLS. */
export function agentCells(
  upstreams: Upstreams,
  calm: TestSidecar,
  swift: TestSidecar,
): readonly Cell[] {
  let count = 0;
  return faults.flatMap((fault) => {
    const sidecar = fault === "stalls" ? swift : calm;
    return phasesFor(upstreams, sidecar, sidecar === swift, () => `agent${count++}`)
      .filter(({ reads }) => reads || fault !== "sends garbage")
      .map((phase): Cell => ({
        row: `agent ${fault}`,
        phase: phase.name,
        // An agent that has said all and waits is none that fails. Bytes behind a whole answer are refused as the next request; until then it is whole.
        allows: phase.gets === WHOLE
          ? ["whole"]
          : phase.name === "judge" && fault === "stalls"
          ? ["whole", "cut", "refused"]
          : ["cut", "refused"],
        run: () => fail(sidecar, upstreams, phase, fault),
      }));
  });
}

function phasesFor(
  { plain }: Upstreams,
  sidecar: TestSidecar,
  isSwift: boolean,
  newId: () => string,
): readonly AgentPhase[] {
  const authority = `${HOST}:${plain.port}`;
  const host = `Host: ${authority}\r\n`;
  const url = (path: string, host = authority) => `http://${host}${path}`;
  const tunnel = `CONNECT ${authority} HTTP/1.1\r\n${host}\r\n`;
  const quiet = `${QUIET}:${plain.port}`;
  const short = `/short/x/${newId()}`;
  const at = (phase: string, id: string) => `/${encodeURIComponent(phase)}/stalls/${id}`;
  const get = (phase: string, id: string) => `GET ${url(at(phase, id))} HTTP/1.1\r\n${host}\r\n`;
  const post = (path: string, body: string, host = authority) =>
    `POST ${
      url(path, host)
    } HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const proposed = () => sidecar.events().some(({ event }) => event === "egress_token_supervise");
  const silent = `silent.names.test:${plain.port}`;
  const waiting = (name: string, sends: (id: string) => string, gets?: string): AgentPhase => {
    const id = newId();
    return {
      name,
      sends: sends(id),
      reaches: id,
      reads: false,
      ...(gets !== undefined && { gets }),
    };
  };
  const large = "x".repeat(isSwift ? 1024 * 1024 : 6 * 1024 * 1024);
  return [
    { name: "accept", sends: "", reads: true },
    { name: "head", sends: `GET ${url(short)} HTTP/1.1\r\n${host}X-Half: `, reads: true },
    { name: "CONNECT head", sends: tunnel.slice(0, -3), reads: true },
    { name: "tunnel", sends: tunnel, gets: "\r\n\r\n", reads: true },
    { name: "TLS", sends: `${tunnel}\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03abc`, reads: true },
    { name: "head in a tunnel", sends: `${tunnel}GET ${short} HTTP/1.1\r\nX: `, reads: true },
    { name: "body", sends: post(short, "x".repeat(100)).slice(0, -90), reads: false },
    {
      name: "body in chunks",
      sends: `POST ${url(short)} HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\na\r\nxxxx`,
      reads: true,
    },
    {
      name: "large body",
      sends: post(short, large, quiet).replace(/(?<=Length: )\d+/, "40000000"),
      reads: false,
    },
    { name: "judge", sends: post(`/good/x/${newId()}`, large.slice(0, 1_500_000)), reads: false },
    { name: "ask", sends: post(short, `key ${TOKEN}`), until: proposed, reads: false },
    {
      name: "dial",
      sends: `GET ${url("/", silent)} HTTP/1.1\r\nHost: ${silent}\r\n\r\n`,
      until: () => sidecar.sidecar.counts().flights > 0,
      reads: false,
    },
    waiting("send", (id) => post(at("send", id), large, quiet)),
    waiting("wait", (id) => get("wait", id)),
    waiting("answer head", (id) => get("answer head", id)),
    waiting("answer body", (id) => get("answer body", id), "whole answer"),
    waiting("chunk", (id) => get("chunk", id), "whole answer"),
    waiting("trailers", (id) => get("trailers", id), "answer end"),
    { ...waiting("idle", (id) => get("good", id), WHOLE), reads: true },
  ];
}

async function fail(
  sidecar: TestSidecar,
  { plain }: Upstreams,
  { sends, reaches, gets, until: sign }: AgentPhase,
  fault: Fault,
): Promise<Seen> {
  const socket = connectTcp(sidecar.port, "127.0.0.1");
  let got = "";
  let ended = false;
  socket.on("data", (bytes) => got += bytes.toString("latin1"));
  socket.on("error", () => {}).on("close", () => ended = true);
  await once(socket, "connect");
  socket.write(sends, "latin1");
  try {
    const isThere = () =>
      (reaches === undefined || plain.reached.has(reaches)) &&
      (sign === undefined || sign()) && (gets === undefined || got.includes(gets));
    await until(() => ended || isThere(), { timeoutMs: 4_000 });
    if (!isThere()) return "unreached";
  } catch {
    socket.destroy();
    return "unreached";
  }
  act(fault, socket);
  const seen = fault === "stalls" || fault === "sends garbage";
  await until(() => ended, { timeoutMs: 8_000, what: "the end of a connection" }).catch(() => {});
  const isOpen = !ended;
  socket.destroy();
  if (seen && isOpen) return "wrong: nothing comes and nothing ends";
  return seenIn(got);
}

function act(fault: Fault, socket: Socket): void {
  switch (fault) {
    case "resets":
      return void socket.resetAndDestroy();
    case "leaves":
      return void socket.destroy();
    case "sends garbage":
      return void socket.end("\x00\xff garbage\r\n\x01\r\n\r\n", "latin1");
    case "stalls":
      return;
  }
  fault satisfies never;
}

/** The last thing that was said, CONNECT's answer left out. */
function seenIn(got: string): Seen {
  const said = got.replace(/^HTTP\/1\.1 200 Connection Established\r\n\r\n/, "");
  const body = said.slice(said.indexOf("\r\n\r\n") + 4);
  if (/^HTTP\/1\.1 200/.test(said)) {
    if (body.startsWith(WHOLE)) return "whole";
    // Cut inside: a length or a last chunk that never came. Chunks end with their last one.
    return body.includes("\r\n0\r\n") ? "wrong: half an answer has a proper end" : "cut";
  }
  return /^HTTP\/1\.1 [45]\d\d[^]*\r\nx-egress-reason: /i.test(said) ? "refused" : "cut";
}
