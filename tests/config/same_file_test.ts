import assert from "node:assert/strict";
import { realPlace, sameFile } from "../../lib/config/same_file.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("sameFile() sees through links of every kind", async () => {
  await tempFolder(async (folder) => {
    const file = `${folder}/routes.yaml`;
    await Deno.writeTextFile(file, "routes: []\n");
    await Deno.writeTextFile(`${folder}/other.yaml`, "routes: []\n");
    await Deno.mkdir(`${folder}/real`);
    await Deno.symlink(`${folder}/real`, `${folder}/folder`);
    await Deno.symlink("routes.yaml", `${folder}/soft.yaml`);
    await Deno.link(file, `${folder}/hard.yaml`);
    for (const name of ["routes.yaml", "./routes.yaml", "real/../routes.yaml", "soft.yaml"]) {
      assert.equal(await sameFile(file, `${folder}/${name}`), true, name);
    }
    assert.equal(await sameFile(file, `${folder}/hard.yaml`), true);
    assert.equal(await sameFile(file, `${folder}/other.yaml`), false);
    assert.equal(await sameFile(file, `${folder}/absent.yaml`), false);
  });
});

Deno.test("realPlace() knows where a file would be that is not there yet", async () => {
  await tempFolder(async (temp) => {
    const folder = await Deno.realPath(temp);
    await Deno.mkdir(`${folder}/real`);
    await Deno.symlink(`${folder}/real`, `${folder}/folder`);
    await Deno.symlink("real/new.yaml", `${folder}/leads-nowhere`);
    assert.equal(await realPlace(`${folder}/folder/new.yaml`), `${folder}/real/new.yaml`);
    assert.equal(await realPlace(`${folder}/leads-nowhere`), `${folder}/real/new.yaml`);
    assert.equal(
      await sameFile(`${folder}/leads-nowhere`, `${folder}/folder/new.yaml`),
      true,
    );
  });
});
