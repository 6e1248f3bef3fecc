import assert from "node:assert/strict";
import { readRoutes, routesPath } from "../../lib/cli/read_routes.ts";
import { ConfigError } from "../../lib/config/config_error.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("routesPath() is EGRESS_ROUTES, or the default where that is blank", () => {
  assert.equal(routesPath({ EGRESS_ROUTES: " /a/routes.yaml " }), "/a/routes.yaml");
  assert.equal(routesPath({}), "/etc/egress/routes.yaml");
  assert.equal(routesPath({ EGRESS_ROUTES: " " }), "/etc/egress/routes.yaml");
});

Deno.test("readRoutes() reads a file, and notes a last line that a reload would refuse", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/routes.yaml`;
    await Deno.writeTextFile(path, "routes:\n  - host: a.test\n");
    const whole = await readRoutes(path);
    assert.deepEqual(whole.table.routes.map(({ host }) => host), ["a.test"]);
    assert.deepEqual(whole.notes, []);
    await Deno.writeTextFile(path, "routes:\n  - host: a.test");
    const { table, notes } = await readRoutes(path);
    assert.equal(table.routes.length, 1);
    assert.match(notes.join(), /a reload \(SIGHUP\) would refuse the file/);
  });
});

Deno.test("readRoutes() throws a ConfigError that names the file for each way to fail", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/routes.yaml`;
    const fails = (file: string, words: RegExp) =>
      assert.rejects(readRoutes(file), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.equal(error.file, file);
        assert.match(error.message, words);
        return true;
      });
    await fails(path, /: the file does not exist; /);
    await fails(folder, /: the file cannot be read \(\w+\); /);
    await Deno.writeTextFile(path, "routes:\n  - hosts: a.test\n");
    await fails(path, /:2:5: unknown key "hosts" in a route; did you mean host\?$/);
    await Deno.writeTextFile(path, "routes:\n  - hosts: a.test");
    await fails(path, /:2:5: /);
  });
});
