import assert from "node:assert/strict";
import { start } from "../../lib/cli/start.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("start() starts a sidecar and says the contract's lines", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/routes.yaml`, "routes:\n  - host: a.test\n");
    const lines: string[] = [];
    const sidecar = await start({
      EGRESS_ROUTES: `${folder}/routes.yaml`,
      EGRESS_CA: `${folder}/ca.pem`,
      EGRESS_LISTEN: "127.0.0.1:0",
      EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS: "soon",
    }, (line) => void lines.push(line));
    assert.ok(sidecar);
    await sidecar.stop();
    assert.equal(
      lines[0],
      "egress: invalid EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS='soon'; using default 300s",
    );
    assert.equal(lines[1], "egress: loaded 1 route(s): a.test [log=off]");
    assert.match(lines[2] ?? "", /^egress: listening on 127\.0\.0\.1 port \d+, 1 route\(s\)\n/);
  });
});

Deno.test("start() says what is wrong with the configuration, and starts nothing", async () => {
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  assert.equal(await start({ EGRESS_CLIENTS: "everybody" }, write), undefined);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? "", /^egress: EGRESS_CLIENTS: item 1 is not an address range; /);
});
