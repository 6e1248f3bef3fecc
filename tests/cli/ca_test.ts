import assert from "node:assert/strict";
import { makeAuthority } from "../../lib/ca/make_authority.ts";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

Deno.test("ca() prints the certificate and nothing of the key", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/ca.pem`;
    const { certificatePem } = await makeAuthority(path);
    const { code, stdout, stderr } = await runCli(["ca"], { EGRESS_CA: path });
    assert.equal(`${stdout}\n`, certificatePem);
    assert.match(await Deno.readTextFile(path), /PRIVATE KEY/);
    assert.doesNotMatch(stdout, /KEY/);
    assert.deepEqual([code, stderr], [0, ""]);
  });
});

Deno.test("ca() makes no authority where there is none", async () => {
  await tempFolder(async (folder) => {
    const path = `${folder}/ca.pem`;
    const { code, stdout, stderr } = await runCli(["ca"], { EGRESS_CA: path });
    assert.deepEqual([code, stdout], [1, ""]);
    assert.equal(
      stderr,
      `egress: ${path}: there is no authority yet; "egress run" makes it at its start`,
    );
    await assert.rejects(Deno.stat(path), Deno.errors.NotFound);
  });
});

Deno.test("ca() says why a file is of no use", async () => {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/ca.pem`, "no pem");
    const { code, stderr } = await runCli(["ca"], { EGRESS_CA: `${folder}/ca.pem` });
    assert.equal(code, 1);
    assert.match(stderr, /ca\.pem: cannot load the authority: it holds no private key /);
  });
});
