import assert from "node:assert/strict";
import { writeWhole } from "../../lib/supervise/write_whole.ts";
import { tempFolder } from "../support/temp_folder.ts";

const names = (folder: string) => [...Deno.readDirSync(folder)].map(({ name }) => name).sort();

Deno.test("writeWhole() writes with the mode it is told, whatever the umask", async () => {
  await tempFolder(async (folder) => {
    const umask = Deno.umask(0o077);
    try {
      await writeWhole(`${folder}/file`, "first", { mode: 0o660 });
      await writeWhole(`${folder}/file`, "second", { mode: 0o660 });
    } finally {
      Deno.umask(umask);
    }
    assert.equal(await Deno.readTextFile(`${folder}/file`), "second");
    assert.equal(((await Deno.stat(`${folder}/file`)).mode ?? 0) & 0o777, 0o660);
    assert.deepEqual(names(folder), ["file"]);
  });
});

Deno.test("writeWhole() never shows half a file", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/file`;
    const texts = ["a".repeat(300_000), "b".repeat(200_000)];
    let writing = true;
    const written = (async () => {
      for (let turn = 0; turn < 20; turn++) {
        await writeWhole(path, texts[turn % 2] ?? "", { mode: 0o600 });
      }
      writing = false;
    })();
    while (writing) {
      const text = await Deno.readTextFile(path).catch(() => texts[0] ?? "");
      assert.ok(texts.includes(text), `${text.length} bytes`);
    }
    await written;
  });
});

Deno.test("writeWhole() replaces nothing where it is to write once", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/file`;
    await writeWhole(path, "first", { mode: 0o600, once: true });
    const again = writeWhole(path, "second", { mode: 0o600, once: true });
    await assert.rejects(again, Deno.errors.AlreadyExists);
    assert.equal(await Deno.readTextFile(path), "first");
    assert.deepEqual(names(folder), ["file"]);
  });
});

Deno.test("writeWhole() leaves nothing where it fails", async () => {
  await tempFolder(async (folder) => {
    await Deno.mkdir(`${folder}/file/x`, { recursive: true });
    await assert.rejects(writeWhole(`${folder}/file`, "text", { mode: 0o600 }));
    assert.deepEqual(names(folder), ["file"]);
    const missing = writeWhole(`${folder}/none/file`, "text", { mode: 0o600 });
    await assert.rejects(missing, Deno.errors.NotFound);
  });
});
