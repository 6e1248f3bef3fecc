import assert from "node:assert/strict";
import { readSmallFile } from "../../lib/supervise/read_small_file.ts";
import { findProgram, runFound, testWith } from "../support/programs.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { within } from "../support/within.ts";

Deno.test("readSmallFile() reads a text up to its bound", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "größe");
    assert.equal(await readSmallFile(`${folder}/file`, 7), "größe");
    assert.equal(await readSmallFile(`${folder}/file`, 6), undefined);
    await Deno.writeTextFile(`${folder}/file`, "");
    assert.equal(await readSmallFile(`${folder}/file`, 7), "");
  });
});

Deno.test("readSmallFile() reads no more than its bound of a file without a size", async () => {
  // Its size is said to be 0, and it never ends.
  assert.equal(await readSmallFile("/dev/zero", 100), undefined);
  assert.equal(await readSmallFile("/proc/self/status", 10), undefined);
});

Deno.test("readSmallFile() finds nothing in what is missing, a link, a folder or no text", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "text");
    await Deno.symlink(`${folder}/file`, `${folder}/link`);
    await Deno.symlink(`${folder}/nowhere`, `${folder}/dangling`);
    await Deno.writeFile(`${folder}/bytes`, new Uint8Array([0x7b, 0xff, 0x7d]));
    for (const name of ["none", "link", "dangling", "bytes", ".", "file/x"]) {
      assert.equal(await readSmallFile(`${folder}/${name}`, 100), undefined, name);
    }
  });
});

testWith([findProgram("mkfifo")], "readSmallFile() does not wait for a pipe", async () => {
  await tempFolder(async (folder) => {
    await runFound(findProgram("mkfifo"), [`${folder}/pipe`]);
    const read = readSmallFile(`${folder}/pipe`, 100);
    assert.equal(await within(2_000, read, "reading a pipe"), undefined);
  });
});

testWith([findProgram("mkfifo")], "readSmallFile() is not caught by an exchange", async () => {
  await tempFolder(async (folder) => {
    // While it is read over and over, its name means a file, a link and a pipe in turn.
    const path = `${folder}/file`;
    await runFound(findProgram("mkfifo"), [`${folder}/pipe`]);
    await Deno.writeTextFile(`${folder}/elsewhere`, "elsewhere");
    let stop = false;
    const exchange = (async () => {
      for (let turn = 0; !stop; turn++) {
        await Deno.writeTextFile(`${folder}/next`, "here");
        if (turn % 3 === 1) {
          await Deno.remove(`${folder}/next`);
          await Deno.symlink(`${folder}/elsewhere`, `${folder}/next`);
        }
        if (turn % 3 === 2) {
          await Deno.remove(`${folder}/next`);
          await Deno.link(`${folder}/pipe`, `${folder}/next`);
        }
        await Deno.rename(`${folder}/next`, path);
      }
    })();
    const reads = (async () => {
      for (let turn = 0; turn < 500; turn++) {
        assert.notEqual(await readSmallFile(path, 100), "elsewhere");
      }
    })();
    await within(10_000, reads, "reading what is exchanged").finally(() => stop = true);
    await exchange;
  });
});
