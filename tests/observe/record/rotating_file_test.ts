import assert from "node:assert/strict";
import { openRotatingFile } from "../../../lib/observe/record/rotating_file.ts";
import { tempFolder } from "../../support/temp_folder.ts";

Deno.test("openRotatingFile() keeps the newest in the first, and so many behind it", async () => {
  await tempFolder(async (folder) => {
    const paths = ["a", "b", "c"].map((name) => `${folder}/${name}`) as [string, ...string[]];
    const file = await openRotatingFile(paths, 10);
    for (const text of ["1111\n", "2222\n", "3333\n", "4444\n", "5555\n", "6666\n", "7777\n"]) {
      await file.write(text);
    }
    file.close();
    const texts = paths.map((path) => Deno.readTextFileSync(path));
    assert.deepEqual(texts, ["7777\n", "5555\n6666\n", "3333\n4444\n"]);
    assert.deepEqual([...Deno.readDirSync(folder)].length, 3);
    for (const path of paths) assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  });
});

Deno.test("openRotatingFile() goes on in a file that there is, and writes what is larger than a file", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/a`;
    await Deno.writeTextFile(path, "first\n");
    const file = await openRotatingFile([path, `${folder}/b`], 10);
    await file.write("x\n");
    await file.write("y".repeat(20));
    file.close();
    assert.equal(await Deno.readTextFile(`${folder}/b`), "first\nx\n");
    assert.equal(await Deno.readTextFile(path), "y".repeat(20));
  });
});

Deno.test("openRotatingFile() says what it cannot write, and opens anew with the next write", async () => {
  await tempFolder(async (folder) => {
    await assert.rejects(openRotatingFile([`${folder}/no/a`], 10), Deno.errors.NotFound);
    await Deno.mkdir(`${folder}/in`);
    const file = await openRotatingFile([`${folder}/in/a`, `${folder}/in/b`], 4);
    await file.write("1234");
    await Deno.remove(`${folder}/in`, { recursive: true });
    await assert.rejects(file.write("5678"), Deno.errors.NotFound);
    await Deno.mkdir(`${folder}/in`);
    await file.write("9abc");
    file.close();
    assert.equal(await Deno.readTextFile(`${folder}/in/a`), "9abc");
  });
});
