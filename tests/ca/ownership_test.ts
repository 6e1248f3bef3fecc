import assert from "node:assert/strict";
import { ownership } from "../../lib/ca/ownership.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("ownership() tells owner, mode in four octal digits and own uid", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    await Deno.chmod(`${folder}/file`, 0o4050);
    const uid = Deno.uid();
    assert.equal(await ownership(`${folder}/file`), `owner uid ${uid}, mode 4050, own uid ${uid}`);
  });
});

Deno.test("ownership() tells the own uid of what cannot be seen", async () => {
  await tempFolder(async (folder) => {
    const words = `owner and mode cannot be seen, own uid ${Deno.uid()}`;
    assert.equal(await ownership(`${folder}/none`), words);
  });
});

Deno.test({
  name: "ownership() answers without the permission to ask for the own uid",
  permissions: {},
  async fn() {
    const words = "owner and mode cannot be seen, own uid unknown";
    assert.equal(await ownership("/none"), words);
  },
});
