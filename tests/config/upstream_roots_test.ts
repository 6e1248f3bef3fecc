import assert from "node:assert/strict";
import { ConfigError } from "../../lib/config/config_error.ts";
import { readUpstreamRoots } from "../../lib/config/upstream_roots.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { certificatePem, ecKey, keyPem } from "../support/test_authority.ts";

Deno.test("readUpstreamRoots() has none where no file is named", async () => {
  assert.deepEqual(await readUpstreamRoots(undefined), []);
});

Deno.test("readUpstreamRoots() finds every certificate and nothing else of a file", async () => {
  await tempFolder(async (folder) => {
    const key = ecKey();
    const one = await certificatePem(key, { subject: "/CN=one" });
    const two = await certificatePem(key, { subject: "/CN=two" });
    const path = `${folder}/roots.pem`;
    await Deno.writeTextFile(
      path,
      `# one\n${one}${keyPem(key)}\r\n${two.replaceAll("\n", "\r\n")}`,
    );
    const roots = await readUpstreamRoots(path);
    assert.deepEqual(
      roots.map((pem) => pem.replaceAll("\r", "")),
      [one.trimEnd(), two.trimEnd()],
    );
  });
});

Deno.test("readUpstreamRoots() throws where the file is absent or holds no certificate", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/roots.pem`;
    const fails = (words: RegExp) =>
      assert.rejects(readUpstreamRoots(path), (error) => {
        assert.ok(error instanceof ConfigError);
        assert.equal(error.file, path);
        assert.match(error.message, words);
        return true;
      });
    await fails(/EGRESS_UPSTREAM_CA names cannot be read \(NotFound\); /);
    await Deno.writeTextFile(path, keyPem(ecKey()));
    await fails(/holds no certificate; /);
  });
});
