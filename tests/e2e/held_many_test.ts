/** Five hundred requests held at once by a sidecar in a process of its own, and what is left of them. */
import assert from "node:assert/strict";
import { TOKEN } from "../support/engine.ts";
import { connectRaw, type RawClient } from "../support/raw_client.ts";
import { answering, okAnswer, startRecordingUpstream } from "../support/recording_upstream.ts";
import { type SpawnedSidecar, spawnSidecar } from "../support/spawn_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { until } from "../support/until.ts";

const MANY = 500;
const ROUTES = "routes:\n  - host: a.test\n    allow_private_addresses: true\n";

/** Each value is another, and so is each question. */
function request(port: number, index: number): string {
  const body = TOKEN.slice(0, -4) + String(index).padStart(4, "0");
  return `POST http://a.test:${port}/ HTTP/1.1\r\nHost: a.test:${port}\r\n` +
    `Content-Length: ${body.length}\r\n\r\n${body}`;
}

const openIds = (folder: string): string[] =>
  [...Deno.readDirSync(folder)].map(({ name }) => name)
    .filter((name) => /^[^.].*\.proposal\.json$/.test(name))
    .map((name) => name.slice(0, -".proposal.json".length));

function opened(folder: string, count: number): Promise<void> {
  return until(() => openIds(folder).length === count, { what: `${count} open proposals` });
}

async function answer(folder: string, id: string, status: string): Promise<void> {
  await Deno.writeTextFile(`${folder}/.${id}`, JSON.stringify({ status, proposal_id: id }));
  await Deno.rename(`${folder}/.${id}`, `${folder}/${id}.response.json`);
}

const handles = ({ pid }: SpawnedSidecar): number =>
  [...Deno.readDirSync(`/proc/${pid}/fd`)].length;

Deno.test({
  name:
    "500 held requests end as they are answered, withdrawn or stopped, and leave nothing behind",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    tempFolder(async (folder) => {
      await using upstream = startRecordingUpstream(answering(okAnswer()));
      await using sidecar = await spawnSidecar({
        routes: ROUTES,
        env: { SUPERVISE_QUEUE_DIR: folder, SUPERVISE_BOTTLE_SLUG: "bottle" },
      });
      const ask = async (index: number): Promise<RawClient> => {
        const client = await connectRaw(sidecar.port);
        await client.send(request(upstream.port, index));
        return client;
      };
      using warm = await connectRaw(sidecar.port);
      await warm.ask("GET http://_egress.local/healthz HTTP/1.1\r\nHost: _egress.local\r\n\r\n");
      const before = handles(sidecar);

      const clients = await Promise.all(Array.from({ length: MANY }, (_, index) => ask(index)));
      await opened(folder, MANY);
      // Other traffic does not wait.
      const alive = "GET http://_egress.local/healthz HTTP/1.1\r\nHost: _egress.local\r\n\r\n";
      assert.equal((await warm.ask(alive)).status, 200);

      const left = clients.splice(0, 300);
      for (const client of left) client.close();
      await opened(folder, MANY - 300);
      const answers = Promise.all(clients.map((client) => client.response()));
      // A failure before they are awaited must show as itself.
      answers.catch(() => {});
      for (const id of openIds(folder).slice(0, 190)) await answer(folder, id, "rejected");
      await opened(folder, 10);
      await until(() => handles(sidecar) <= before + 200 + SPARE, { what: "closed connections" });

      // The rest waits while the sidecar is told to stop, and is answered at once.
      sidecar.kill("SIGTERM");
      const texts = (await answers).map(({ status, body }) => `${status} ${body}`);
      assert.equal(texts.filter((text) => /^403 .*rejected the request$/.test(text)).length, 190);
      assert.equal(texts.filter((text) => /^403 egress DLP: [^;]*$/.test(text)).length, 10);
      assert.equal((await sidecar.status).code, 0);
      await opened(folder, 0);
      assert.equal(upstream.received, "");
      assert.equal(sidecar.log.join("\n").includes(TOKEN.slice(0, 20)), false);
      for (const client of clients) client.close();
    }),
});

/** File handles that come and go with what is read and written. */
const SPARE = 20;
