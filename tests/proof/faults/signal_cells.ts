import { KNOWN, TOKEN } from "../../support/engine.ts";
import { connectRaw, connectTunnel, type RawClient } from "../../support/raw_client.ts";
import { type SpawnedSidecar, spawnSidecar } from "../../support/spawn_sidecar.ts";
import { tempFolder } from "../../support/temp_folder.ts";
import { until } from "../../support/until.ts";
import { within } from "../../support/within.ts";
import { isGone } from "../fuzz/secret_texts.ts";
import { answerOf, requestBytes } from "./asking.ts";
import type { Cell, Seen } from "./cell.ts";
import type { Upstreams } from "./upstream_cells.ts";
import { filesIn, HOST, QUIET, ROUTES } from "./world.ts";

export type Signal = "SIGHUP" | "SIGTERM" | "SIGKILL";

/** Where a request is when the signal comes. */
const PHASES = [
  ...["accept", "head", "tunnel", "TLS", "body", "judge", "ask", "dial", "send", "wait"],
  ...["answer head", "answer body", "chunk", "trailers", "idle"],
] as const;

/** An agent in its phase. */
interface Held extends Disposable {
  /** What it sees in the end, once the signal came. */
  end(): Promise<Seen>;
}

/**
 * A signal while a request is in a phase, at a sidecar in a process of its own: a request is refused,
 * completed or cut, a stop ends with 0 in time, and a reload changes nothing that it still allows.
 *
 * @param dns the address of a server that fails as its names say
 * @param together all phases at once and not one after the other: one process instead of fifteen
 */
export function signalCells(
  upstreams: Upstreams,
  dns: string,
  together: boolean,
): readonly Cell[] {
  const groups = together ? [PHASES] : PHASES.map((phase) => [phase]);
  return (["SIGHUP", "SIGTERM", "SIGKILL"] as const).flatMap((signal) =>
    groups.map((phases): Cell => ({
      row: signal,
      phase: phases.join(", "),
      allows: ["refused"],
      run: () =>
        tempFolder((queue) =>
          run(signal, phases, upstreams, { EGRESS_DNS: dns, SUPERVISE_QUEUE_DIR: queue })
        ),
    }))
  );
}

async function run(
  signal: Signal,
  phases: readonly string[],
  upstreams: Upstreams,
  about: Readonly<Record<"EGRESS_DNS" | "SUPERVISE_QUEUE_DIR", string>>,
): Promise<Seen> {
  const queue = about.SUPERVISE_QUEUE_DIR;
  await using sidecar = await spawnSidecar({
    routes: ROUTES,
    env: { EGRESS_TOKEN_0: KNOWN, SUPERVISE_BOTTLE_SLUG: "bottle", ...about },
  });
  const wrong: string[] = [];
  const held: { readonly phase: string; readonly agent: Held }[] = [];
  try {
    for (const phase of phases) {
      held.push({ phase, agent: await reach(phase, sidecar, upstreams, queue) });
    }
    sidecar.kill(signal);
    if (signal === "SIGHUP") await sidecar.line(/^egress: loaded [^]*$/);
    else await ended(signal, sidecar, wrong);
    for (const { phase, agent } of held) {
      // A reload leaves those waiting that wait, which end with their agents.
      if (signal === "SIGHUP") continue;
      const seen = await agent.end();
      if (!["refused", "cut"].includes(seen)) wrong.push(`${phase}: ${seen}`);
    }
    if (signal === "SIGHUP") {
      const [line] = await Promise.all([alive(sidecar), sidecar.line(/^egress: loaded /)]);
      if (line !== "alive") wrong.push(line);
    }
  } finally {
    for (const { agent } of held) agent[Symbol.dispose]();
  }
  const told = [sidecar.log.join("\n"), ...await Promise.all(texts([sidecar.folder, queue]))];
  if (told.some((text) => !isGone(KNOWN, text) || !isGone(TOKEN, text))) wrong.push("a secret");
  return wrong.length === 0 ? "refused" : `wrong: ${wrong.join("; ")}`;
}

/** The contract's time for a stop, and none for what nobody can prepare for. */
async function ended(signal: Signal, sidecar: SpawnedSidecar, wrong: string[]): Promise<void> {
  const { code } = await within(9_000, sidecar.status, "the end of the sidecar");
  if (signal === "SIGTERM" && code !== 0) wrong.push(`it ended with ${code}`);
}

function texts(folders: readonly string[]): Promise<string>[] {
  return folders.flatMap(filesIn).map((file) => Deno.readTextFile(file).catch(() => ""));
}

/** Whether it serves others while all of these wait. */
async function alive({ port }: SpawnedSidecar): Promise<string> {
  using client = await connectRaw(port);
  const url = "http://_egress.local/healthz";
  const asked = client.ask(`GET ${url} HTTP/1.1\r\nHost: _egress.local\r\n\r\n`);
  const { status } = await within(5_000, asked, "an answer behind a reload");
  return status === 200 ? "alive" : `status ${status}`;
}

/** Brings an agent into its phase. */
async function reach(
  phase: string,
  sidecar: SpawnedSidecar,
  { plain }: Upstreams,
  queue: string,
): Promise<Held> {
  const authority = `${QUIET}:${plain.port}`;
  const short = `/short/x/${phase}`;
  const from = async (bytes: string): Promise<RawClient> => {
    const client = await connectRaw(sidecar.port);
    await client.send(bytes);
    return client;
  };
  const heldBy = (client: RawClient): Held => ({
    end: () => within(9_000, answerOf(client), "an end"),
    [Symbol.dispose]: () => client.close(),
  });
  const large = "x".repeat(6 * 1024 * 1024);
  switch (phase) {
    case "accept":
      return heldBy(await from(""));
    case "head":
      return heldBy(await from(`GET http://${authority}${short} HTTP/1.1\r\nHost: `));
    case "tunnel":
      return heldBy(await connectTunnel(sidecar.port, authority));
    case "TLS": {
      const client = await connectTunnel(sidecar.port, authority);
      await client.send("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03abc");
      return heldBy(client);
    }
    case "body": {
      const whole = requestBytes("absolute", { authority, path: short, body: "x".repeat(100) });
      return heldBy(await from(whole.slice(0, -50)));
    }
    case "judge": {
      const to = `${HOST}:1`;
      const body = "x".repeat(3 * 1024 * 1024);
      return heldBy(await from(requestBytes("absolute", { authority: to, path: short, body })));
    }
    case "ask": {
      const to = `${HOST}:${plain.port}`;
      const bytes = requestBytes("absolute", { authority: to, path: short, body: `key ${TOKEN}` });
      const client = await from(bytes);
      await until(() =>
        [...Deno.readDirSync(queue)].some(({ name }) => /^[^.].*proposal/.test(name))
      );
      return heldBy(client);
    }
    case "dial": {
      const to = `silent.names.test:${plain.port}`;
      return heldBy(await from(requestBytes("absolute", { authority: to, path: "/" })));
    }
  }
  const id = `signal-${phase}-${crypto.randomUUID()}`;
  const path = `/${encodeURIComponent(phase)}/stalls/${encodeURIComponent(id)}`;
  const body = phase === "send" ? { body: large } : {};
  const client = await connectRaw(sidecar.port);
  const sent = client.send(requestBytes("absolute", { authority, path, ...body }));
  sent.catch(() => {});
  await until(() => plain.reached.has(id));
  if (phase !== "idle") return heldBy(client);
  const seen = await answerOf(client);
  // Its whole answer is there; what remains is the end of a connection without a request.
  return seen === "whole"
    ? heldBy(client)
    : { end: () => Promise.resolve(seen), [Symbol.dispose]: client.close };
}
