import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { checkOwnFiles, readRoutesText } from "../../lib/config/own_files.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("checkOwnFiles() refuses one file for two things, in words", async () => {
  await tempFolder(async (folder) => {
    const routesPath = `${folder}/routes.yaml`;
    const link = `${folder}/link`;
    await Deno.symlink(routesPath, link);
    const none = { learnPath: undefined, recordPath: undefined };
    await checkOwnFiles({ ...none, routesPath });
    await checkOwnFiles({ routesPath, learnPath: `${folder}/l`, recordPath: `${folder}/r` });
    const says = (variable: string, other: string) => (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, new RegExp(`^${variable}: it names the file of ${other}; `));
      return true;
    };
    await assert.rejects(
      checkOwnFiles({ ...none, routesPath, learnPath: link }),
      says("EGRESS_LEARN", "EGRESS_ROUTES"),
    );
    await assert.rejects(
      checkOwnFiles({ ...none, routesPath, recordPath: link }),
      says("EGRESS_RECORD", "EGRESS_ROUTES"),
    );
    await assert.rejects(
      checkOwnFiles({
        routesPath,
        learnPath: `${folder}/x`,
        recordPath: `${folder}/../${folder.split("/").at(-1)}/x`,
      }),
      says("EGRESS_RECORD", "EGRESS_LEARN"),
    );
  });
});

Deno.test("readRoutesText() reads no routes out of what was learned, however it comes there", async () => {
  await tempFolder(async (folder) => {
    const files = {
      routesPath: `${folder}/routes.yaml`,
      learnPath: `${folder}/learned.yaml`,
      recordPath: undefined,
    };
    await Deno.writeTextFile(files.routesPath, "routes: []\n");
    await Deno.writeTextFile(files.learnPath, "routes: []\n");
    assert.equal(await readRoutesText(files), "routes: []\n");
    await Deno.remove(files.routesPath);
    await Deno.link(files.learnPath, files.routesPath);
    await assert.rejects(readRoutesText(files), ConfigError);
  });
});
