import assert from "node:assert/strict";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

const line = (parts: Record<string, unknown>) =>
  JSON.stringify({
    v: 1,
    method: "GET",
    scheme: "https",
    host: "a.test",
    port: 443,
    path: "/x",
    query: null,
    whole: true,
    headers: [],
    values: {},
    allowed: true,
    reason: null,
    ...parts,
  });

async function withFiles(
  lines: readonly string[],
  use: (routes: string, record: string) => Promise<void>,
) {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/new.yaml`, "routes:\n  - host: a.test\n");
    await Deno.writeTextFile(`${folder}/record.jsonl`, lines.join("\n"));
    await use(`${folder}/new.yaml`, `${folder}/record.jsonl`);
  });
}

Deno.test("replay lists what changes, from what to what and by which rule, and exits with 1", async () => {
  const denied = { allowed: false, reason: "host-not-allowed" };
  const lines = [line({}), line({ host: "b.test" }), line(denied), line(denied), "{}"];
  const lost = '{"v":1,"time":"","lost":4}';
  await withFiles([...lines, lost, ""], async (routes, record) => {
    const { code, stdout } = await runCli(["replay", "--routes", routes, record]);
    assert.equal(code, 1);
    assert.match(stdout, /^2x GET https:\/\/a\.test\/x\n {4}refused host-not-allowed -> forwarded/);
    assert.match(
      stdout,
      /1x GET https:\/\/b\.test\/x\n {4}forwarded -> refused host-not-allowed \(allowlist\)/,
    );
    assert.match(stdout, /4 request\(s\): 1 as before, 3 changed \(2 newly allowed, 1 newly/);
    assert.match(stdout, /4 request\(s\) were not recorded\n1 line\(s\) are no record$/);
    const json = await runCli(["replay", "--json", "--routes", routes, record, record]);
    assert.equal(json.code, 1);
    const { requests, changes } = JSON.parse(json.stdout);
    assert.deepEqual([requests, changes.length, changes[0].count], [8, 2, 4]);
  });
});

Deno.test("replay exits with 0 where nothing changes, and shows no control character", async () => {
  await withFiles([line({})], async (routes, record) => {
    const { code, stdout } = await runCli(["replay", "--routes", routes, record]);
    assert.deepEqual([code, stdout], [0, "1 request(s): 1 as before, 0 changed"]);
  });
  const odd = line({ method: "\x1b[31m", host: "b.test" });
  await withFiles([odd], async (routes, record) => {
    const { code, stdout } = await runCli(["replay", "--routes", routes, record]);
    assert.deepEqual([code, stdout.includes("\x1b")], [1, false]);
  });
});

Deno.test("replay is of wrong use without routes, without a record, and with what cannot be read", async () => {
  await withFiles([line({})], async (routes, record) => {
    for (
      const args of [
        ["replay", record],
        ["replay", "--routes", routes],
        ["replay", "--routes", routes, `${record}.absent`],
        ["replay", "--routes", `${routes}.absent`, record],
        ["replay", "--routes", record, record],
      ]
    ) assert.equal((await runCli(args)).code, 2, args.join(" "));
  });
});
