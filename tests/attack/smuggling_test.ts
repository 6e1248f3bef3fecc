import assert from "node:assert/strict";
import {
  connectRaw,
  connectTunnel,
  type RawClient,
  type RawResponse,
} from "../support/raw_client.ts";
import {
  okAnswer,
  type RecordingUpstream,
  startRecordingUpstream,
} from "../support/recording_upstream.ts";
import { startTestSidecar, type TestSidecar } from "../support/test_sidecar.ts";
import { sharedAuthority } from "../support/tls_authority.ts";
import { SECRET, type SmugglingRow } from "./smuggling_row.ts";
import { smugglingRows } from "./smuggling_rows.ts";

const HOST = "origin.test";

const ANSWER_MS = 3_000;

const ROUTES = `
log: 2
routes:
  - host: ${HOST}
    allow_private_addresses: true
    matches: [{ paths: [{ value: /ok }] }]
    dlp: { outbound_detectors: false, inbound_detectors: false }
`;

/** A way on which bytes reach the sidecar, and the upstream that they are for. */
interface Way {
  readonly name: "proxy" | "tunnel in clear" | "tunnel with TLS";
  readonly scheme: "http" | "https";
  connect(sidecar: TestSidecar, authority: string): Promise<RawClient>;
}

const WAYS: readonly Way[] = [
  { name: "proxy", scheme: "http", connect: ({ port }) => connectRaw(port) },
  {
    name: "tunnel in clear",
    scheme: "http",
    connect: ({ port }, authority) => connectTunnel(port, authority),
  },
  {
    name: "tunnel with TLS",
    scheme: "https",
    connect: ({ port, caPem }, authority) => connectTunnel(port, authority, { caPem }),
  },
];

for (const way of WAYS) {
  Deno.test(`exchange() sends what it judged or nothing at all: ${way.name}`, async () => {
    const tls = await (await sharedAuthority()).leaf({ names: [HOST] });
    const parsed: string[] = [];
    await using upstream = startRecordingUpstream(async (connection) => {
      for (let asked; (asked = await connection.request()) !== null;) {
        const [method, target] = asked.head.split(" ");
        parsed.push(`${method} ${HOST} ${target}`);
        await connection.write(okAnswer());
      }
    }, way.scheme === "https" ? { tls } : {});
    await using sidecar = await startTestSidecar({ routes: ROUTES });
    const wrong: unknown[] = [];
    const arrived = arrivals(upstream);

    for (const row of smugglingRows.filter((row) => concerns(row, way))) {
      const fill = filler(way, upstream.port);
      using client = await way.connect(sidecar, `${HOST}:${upstream.port}`);
      // An answer that never comes is a row of the failure's list, not a test that hangs.
      const late = setTimeout(() => client.close(), ANSWER_MS);
      await client.send(fill(row.raw));
      const closedUnread = way.name === "tunnel in clear" && !/^[A-Z]/.test(row.raw);
      const answers = closedUnread
        ? await closed(client)
        : await answersOf(client, row.answers.length);
      clearTimeout(late);
      const got = { answers, sends: arrived() };
      const wanted = closedUnread
        ? { answers: [], sends: "" }
        : { answers: row.answers, sends: fill(row.sends) };
      if (!isSame(got, wanted)) wrong.push({ row: row.name, got, wanted });
    }

    assert.deepEqual(wrong, []);
    const judged = sidecar.events()
      .filter(({ event }) => event === "egress_request")
      .map(({ method, host, path }) => `${method} ${host} ${path}`);
    assert.deepEqual(parsed, judged, "what the upstream parsed is what was judged");
    assert.ok(parsed.length > 15 && parsed.every((request) => / \/ok(?:[/?]|$)/.test(request)));
    assert.equal(arrived(), "", "nothing came late");
    assert.equal(sidecar.sidecar.counts().flights, 0);
  });
}

Deno.test("smugglingRows are at least 60 on every way", () => {
  for (const way of WAYS) {
    assert.ok(smugglingRows.filter((row) => concerns(row, way)).length >= 60);
  }
});

function concerns(row: SmugglingRow, way: Way): boolean {
  return row.only === undefined || (row.only === "proxy") === (way.name === "proxy");
}

/** The texts of a row for this way. */
function filler({ name, scheme }: Way, port: number): (text: string) => string {
  const authority = `${HOST}:${port}`;
  const simple: Record<string, string> = {
    $T: name === "proxy" ? `${scheme}://${authority}` : "",
    $S: scheme,
    $H: authority,
    $P: String(port),
  };
  const fill = (text: string) => text.replace(/\$[TSHP]/g, (mark) => simple[mark] ?? "");
  const { length } = fill(SECRET);
  return (text) => fill(text).replaceAll("$L", `${length}`).replaceAll("$X", length.toString(16));
}

async function answersOf(client: RawClient, count: number): Promise<string[]> {
  const answers: string[] = [];
  while (answers.length < count) {
    const answer = await client.response().catch((error: Error) => error.message);
    if (typeof answer === "string") return [...answers, answer];
    answers.push(summary(answer));
  }
  return answers;
}

function summary({ status, field, body }: RawResponse): string {
  const reason = field("x-egress-reason");
  if (reason === undefined) return String(status);
  assert.match(body, /^egress: [\x20-\x7e]+$/, "a refusal is said in words");
  return `${status} ${reason}`;
}

/** What is said by a connection that ends. */
async function closed(client: RawClient): Promise<string[]> {
  const all = await client.rest();
  return all === "" ? [] : [all];
}

/** Gives what arrived since it was called last, connection after connection. */
function arrivals(upstream: RecordingUpstream): () => string {
  const seen = new Map<unknown, number>();
  return () =>
    upstream.connections.map((connection) => {
      const { received } = connection;
      const fresh = received.slice(seen.get(connection) ?? 0);
      seen.set(connection, received.length);
      return fresh;
    }).join("");
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
