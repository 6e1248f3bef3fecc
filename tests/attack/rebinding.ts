/**
 * A program for a network of its own, whose loopback also has the public address 11.22.33.44: a name
 * whose answer changes from that to 127.0.0.1 between two lookups. Prints what became of it.
 */
import { connectRaw } from "../support/raw_client.ts";
import { okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { startTestSidecar } from "../support/test_sidecar.ts";

const PUBLIC = "11.22.33.44";

await using open = startRecordingUpstream(async (connection) => {
  for (let asked; (asked = await connection.request()) !== null;) {
    const closes = asked.head.includes("/close ");
    await connection.write(okAnswer("public", closes ? ["Connection: close"] : []));
    if (closes) return;
  }
}, { hostname: PUBLIC });

let hidden = 0;
const trap = Deno.listen({ hostname: "127.0.0.1", port: open.port });
const trapped = (async () => {
  for await (const conn of trap) {
    hidden += 1;
    conn.close();
  }
})();

let lookups = 0;
await using sidecar = await startTestSidecar({
  routes: "routes:\n  - host: rebind.test\n",
  // The first lookup and the third one of each family give the public address.
  dns: () => [0, 1, 4, 5].includes(lookups++) ? [PUBLIC] : ["127.0.0.1"],
});

const answers: string[] = [];
const ask = async (path: string) => {
  using client = await connectRaw(sidecar.port);
  const authority = `rebind.test:${open.port}`;
  const { status, body, field } = await client.ask(
    `GET http://${authority}${path} HTTP/1.1\r\nHost: ${authority}\r\n\r\n`,
  );
  answers.push(`${status} ${field("x-egress-reason") ?? body}`);
};
// Each of these needs a connection of its own, and so a lookup.
await ask("/close");
await ask("/close");
// These share one, whose address was vetted; the last needs another.
await ask("/keep");
await ask("/close");
await ask("/close");

trap.close();
await trapped;
console.log(
  JSON.stringify({ answers, privateConnections: hidden, queries: sidecar.dns.queries.length }),
);
