import { until } from "../../support/until.ts";
import { secrets } from "../world/secrets.ts";
import { ask, summary, type Told } from "../world/ways.ts";
import type { World } from "../world/world.ts";
import type { Attempt } from "./attempt.ts";

const { ASKED, ASKED_TOO } = secrets;

/** The operator says yes to one value for one host, and everything near it is tried. */
export const operatorAttempts: readonly Attempt[] = [
  {
    group: "approvals",
    name: "nobody answers",
    sees: "403 secret-found",
    async attempt(world, ways) {
      const saw: string[] = [];
      for (const way of ways) {
        saw.push(summary(await ask(world, way, { host: "ask.test", path: `/?k=${ASKED}` })));
      }
      return saw;
    },
  },
  ...answered("an answer that is no JSON", "approved"),
  ...answered("an answer of another status", '{"status":"Approved"}'),
  ...answered("an answer of a list", '[{"status":"approved"}]'),
  ...answered("an answer without a status", '{"approved":true}'),
  ...answered("an answer that names another proposal", '{"status":"approved","proposal_id":"0"}'),
  ...answered("a no", '{"status":"rejected"}'),
  {
    group: "approvals",
    name: "approved for one host, used on another, and beside another value",
    // The first goes through: that is what was approved.
    sees: "200, 200, 403 secret-found, 403 secret-found, 403 secret-found",
    reaches: "upstream",
    allows: "ASKED",
    async attempt(world) {
      const send = (host: string, body: string) =>
        ask(world, "tls", { method: "POST", host, body });
      const first = send("ask.test", `key ${ASKED}`);
      await answerWith(world, '{"status":"approved"}');
      const told: Told[] = [await first];
      told.push(await send("ask.test", `again ${ASKED}`));
      // What follows must not arrive, so the upstream says what it got.
      const before = received(world).length;
      told.push(await send("ask-too.test", `key ${ASKED}`));
      told.push(await send("ask.test", `both ${ASKED} and ${ASKED_TOO}`));
      told.push(await send("a.test", `key ${ASKED}`));
      const late = received(world).length - before;
      return [late > 0 ? "it arrived elsewhere" : told.map(summary).join(", ")];
    },
  },
  {
    group: "approvals",
    name: "the queue's files hold no value",
    sees: "read",
    async attempt({ queue, told }) {
      const folders = [queue, `${queue}/processed`];
      const files = folders.flatMap((folder) =>
        [...Deno.readDirSync(folder)].filter(({ isFile }) => isFile)
          .map(({ name }) => `${folder}/${name}`)
      );
      // What the operator's program may read is looked through like what agents are told.
      for (const file of files) told.push(await Deno.readTextFile(file));
      return [files.length > 0 ? "read" : "no files"];
    },
  },
];

function answered(name: string, text: string): Attempt[] {
  return [{
    group: "approvals",
    name,
    sees: "403 secret-found",
    async attempt(world) {
      const told = ask(world, "tls", { host: "ask.test", path: `/?k=${ASKED}` });
      await answerWith(world, text);
      return [summary(await told)];
    },
  }];
}

/** Writes this as the answer to the one open proposal. */
async function answerWith({ queue }: World, text: string): Promise<void> {
  const id = () =>
    [...Deno.readDirSync(queue)].map(({ name }) => /^(.+)\.proposal\.json$/.exec(name)?.[1])
      .find((found) => found !== undefined);
  await until(() => id() !== undefined, { what: "a proposal", timeoutMs: 3_000 });
  await Deno.writeTextFile(`${queue}/${id()}.response.json`, text);
}

function received({ upstream }: World): string {
  return [...upstream.clear.connections, ...upstream.tls.connections]
    .map((connection) => connection.received).join("");
}
