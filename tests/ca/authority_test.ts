import assert from "node:assert/strict";
import { loadAuthority } from "../../lib/ca/authority.ts";
import { ConfigError } from "../../lib/config/config_error.ts";
import { limits } from "../../lib/limits.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { certificatePem, ecKey, keyPem } from "../support/test_authority.ts";

const key = ecKey();
const pem = keyPem(key) + await certificatePem(key);
const now = () => Date.now() + 1000;

/** Asserts that the file is refused with words that hold all of `expected`, and is left as it was. */
async function assertRefused(path: string, expected: readonly RegExp[]): Promise<void> {
  const before = await Deno.lstat(path);
  const error = await loadAuthority(path, now).then(() => undefined, (error) => error);
  assert.ok(error instanceof ConfigError, `no ConfigError but ${error}`);
  assert.equal(error.file, path);
  assert.ok(error.message.startsWith(`${path}: cannot load the authority: `), error.message);
  for (const words of expected) assert.match(error.message, words);
  assert.ok(error.mend.length > 0);
  const after = await Deno.lstat(path);
  assert.deepEqual([after.ino, after.size, after.mode], [before.ino, before.size, before.mode]);
}

Deno.test("loadAuthority() loads an authority from its file", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/ca.pem`, pem);
    const authority = await loadAuthority(`${folder}/ca.pem`, now);
    assert.ok(authority !== undefined);
    assert.ok(pem.endsWith(authority.certificatePem));
    assert.ok(!authority.certificatePem.includes("PRIVATE"));
    assert.ok(!Deno.inspect(authority, { depth: 9 }).includes("PRIVATE"));
  });
});

Deno.test("loadAuthority() follows a symbolic link, as mounted secrets are", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/real.pem`, pem);
    await Deno.symlink(`${folder}/real.pem`, `${folder}/ca.pem`);
    assert.ok(await loadAuthority(`${folder}/ca.pem`, now) !== undefined);
  });
});

Deno.test("loadAuthority() is undefined for a file that does not exist and makes none", async () => {
  await tempFolder(async (folder) => {
    assert.equal(await loadAuthority(`${folder}/none/ca.pem`), undefined);
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});

Deno.test("loadAuthority() names path, owner, mode, own uid and the mend", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/ca.pem`;
    await Deno.writeTextFile(path, "garbage", { mode: 0o640 });
    await Deno.chmod(path, 0o640);
    const uid = Deno.uid();
    await assertRefused(path, [
      /no private key/,
      new RegExp(`\\(owner uid ${uid}, mode 0640, own uid ${uid}\\); put the authority's`),
    ]);
  });
});

Deno.test("loadAuthority() refuses a folder and a file that is too large", async () => {
  await tempFolder(async (folder) => {
    await Deno.mkdir(`${folder}/ca.pem`);
    await assertRefused(`${folder}/ca.pem`, [/it is not a file/]);
    await Deno.writeTextFile(`${folder}/large.pem`, pem.padEnd(limits.authorityFileBytes + 1));
    await assertRefused(`${folder}/large.pem`, [/it has 65537 bytes/]);
    await Deno.writeTextFile(`${folder}/full.pem`, pem.padEnd(limits.authorityFileBytes));
    assert.ok(await loadAuthority(`${folder}/full.pem`, now) !== undefined);
  });
});

Deno.test("loadAuthority() says why a file cannot be read", async () => {
  await tempFolder(async (folder) => {
    // A path through a file fails for every user; a mode of 000 does not stop root.
    await Deno.writeTextFile(`${folder}/file`, pem);
    const error = await loadAuthority(`${folder}/file/ca.pem`).then(() => undefined, (e) => e);
    assert.ok(error instanceof ConfigError);
    assert.match(error.message, /cannot be read: Not a directory .*owner and mode cannot be seen/i);

    await Deno.chmod(`${folder}/file`, 0o000);
    if (Deno.uid() === 0) return;
    await assertRefused(`${folder}/file`, [/cannot be read: Permission denied/, /mode 0000/]);
  });
});

Deno.test("loadAuthority() refuses an authority that has ended", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/ca.pem`, pem);
    const later = () => Date.now() + 31 * 24 * 3_600_000;
    await assert.rejects(loadAuthority(`${folder}/ca.pem`, later), /ended at/);
  });
});
