import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { loadAuthority } from "../../lib/ca/authority.ts";
import { makeAuthority } from "../../lib/ca/make_authority.ts";
import { ConfigError } from "../../lib/config/config_error.ts";
import { runProgram } from "../support/run_program.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { certificatePem, ecKey, keyPem } from "../support/test_authority.ts";

const bits = (path: string) => (Deno.statSync(path).mode ?? 0) & 0o777;
const names = (folder: string) => [...Deno.readDirSync(folder)].map((entry) => entry.name);

Deno.test("makeAuthority() makes folders, a file for its owner alone, and nothing else", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/state/egress/ca.pem`;
    const made = await makeAuthority(path);
    assert.equal(bits(path), 0o600);
    assert.equal(bits(`${folder}/state`), 0o700);
    assert.equal(bits(`${folder}/state/egress`), 0o700);
    assert.deepEqual(names(`${folder}/state/egress`), ["ca.pem"]);
    assert.equal((await loadAuthority(path))?.certificatePem, made.certificatePem);
  });
});

Deno.test("makeAuthority() makes a certificate that signs leaves only, for ten years", async () => {
  await tempFolder(async (folder) => {
    const nowMs = Date.now();
    const { certificatePem, notBeforeMs, notAfterMs } = await makeAuthority(`${folder}/ca.pem`);
    const certificate = new X509Certificate(certificatePem);
    assert.match(
      certificate.subject,
      /^CN=egress authority [0-9a-f]{8}\nO=egress$|^O=egress\nCN=egress authority [0-9a-f]{8}$/,
    );
    assert.ok(Math.abs(notBeforeMs - (nowMs - 48 * 3_600_000)) < 60_000);
    assert.ok(Math.abs(notAfterMs - (nowMs + 3650 * 24 * 3_600_000)) < 60_000);

    const text = (await runProgram("openssl", ["x509", "-noout", "-text"], certificatePem)).stdout;
    assert.match(text, /Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
    assert.match(text, /X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    assert.match(text, /X509v3 Subject Key Identifier:/);
    assert.match(text, /NIST CURVE: P-256/);
  });
});

Deno.test("makeAuthority() names every authority differently", async () => {
  await tempFolder(async (folder) => {
    const one = await makeAuthority(`${folder}/one.pem`);
    const two = await makeAuthority(`${folder}/two.pem`);
    const subject = (pem: string) => new X509Certificate(pem).subject;
    assert.notEqual(subject(one.certificatePem), subject(two.certificatePem));
  });
});

Deno.test("makeAuthority() lets all who race end with the winner's authority", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/state/ca.pem`;
    const made = await Promise.all(Array.from({ length: 8 }, () => makeAuthority(path)));
    assert.equal(new Set(made.map((authority) => authority.certificatePem)).size, 1);
    assert.deepEqual(names(`${folder}/state`), ["ca.pem"]);
  });
});

Deno.test("makeAuthority() never overwrites a file that exists", async () => {
  await tempFolder(async (folder) => {
    const key = ecKey();
    const certificate = await certificatePem(key);
    const path = `${folder}/ca.pem`;
    await Deno.writeTextFile(path, keyPem(key) + certificate);
    const later = () => Date.now() + 1000;
    assert.equal((await makeAuthority(path, later)).certificatePem, certificate);

    await Deno.writeTextFile(path, "garbage");
    await assert.rejects(makeAuthority(path), ConfigError);
    assert.equal(await Deno.readTextFile(path), "garbage");
    assert.deepEqual(names(folder), ["ca.pem"]);
  });
});

Deno.test("makeAuthority() does without links where the file system has none, and overwrites nothing", async () => {
  const link = Deno.link;
  Deno.link = () => Promise.reject(new Deno.errors.PermissionDenied("Operation not permitted"));
  try {
    await tempFolder(async (folder) => {
      const path = `${folder}/ca.pem`;
      const made = await makeAuthority(path);
      assert.equal(bits(path), 0o600);
      assert.deepEqual(names(folder), ["ca.pem"]);
      assert.equal((await makeAuthority(path)).certificatePem, made.certificatePem);
    });
  } finally {
    Deno.link = link;
  }
});

Deno.test("makeAuthority() leaves a whole file or none where there are no links and the disk is full", async () => {
  const { link, rename, writeTextFile } = Deno;
  Deno.link = () => Promise.reject(new Deno.errors.PermissionDenied("Operation not permitted"));
  try {
    await tempFolder(async (folder) => {
      let written = 0;
      // The disk takes one whole file, and of a second one the beginning.
      Deno.writeTextFile = async (path, text, options) => {
        if (written++ === 0) return await writeTextFile(path, text, options);
        await writeTextFile(path, String(text).slice(0, 100), options);
        throw new Error("No space left on device (os error 28)");
      };
      const made = await makeAuthority(`${folder}/ca.pem`);
      assert.equal((await loadAuthority(`${folder}/ca.pem`))?.certificatePem, made.certificatePem);
    });
    Deno.writeTextFile = writeTextFile;
    await tempFolder(async (folder) => {
      Deno.rename = () => Promise.reject(new Error("Input/output error (os error 5)"));
      await assert.rejects(makeAuthority(`${folder}/ca.pem`), ConfigError);
      assert.deepEqual(names(folder), []);
    });
  } finally {
    Object.assign(Deno, { link, rename, writeTextFile });
  }
});

Deno.test("makeAuthority() says so where the folder cannot be made or written", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/file`, "");
    const error = await makeAuthority(`${folder}/file/ca.pem`).then(() => undefined, (e) => e);
    assert.ok(error instanceof ConfigError);
    assert.match(error.message, /\/file\/ca\.pem: cannot make the authority: .*own uid/);
  });
});

Deno.test("makeAuthority() refuses a symbolic link that leads nowhere and leaves it", async () => {
  await tempFolder(async (folder) => {
    await Deno.symlink(`${folder}/none`, `${folder}/ca.pem`);
    await assert.rejects(makeAuthority(`${folder}/ca.pem`), /link that leads nowhere/);
    assert.deepEqual(names(folder), ["ca.pem"]);
  });
});
