import assert from "node:assert/strict";
import { VERSION } from "../../lib/cli/version.ts";
import { startHttpUpstream } from "../support/http_upstream.ts";
import { runProgram } from "../support/run_program.ts";
import { spawnSidecar } from "../support/spawn_sidecar.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { sharedAuthority } from "../support/tls_authority.ts";

const root = new URL("../../", import.meta.url).pathname;
const { tasks } = JSON.parse(await Deno.readTextFile(`${root}deno.json`));

/** The flags of a task between its subcommand and its file. */
function flagsOf(command: string): string[] {
  return command.split(" ").filter((word) => word.startsWith("--") && !word.startsWith("--output"));
}

async function deno(args: readonly string[]) {
  return await runProgram(Deno.execPath(), args, "", { cwd: root });
}

Deno.test("run and compile have the same permissions, each of them named", () => {
  const flags = flagsOf(tasks.run.command);
  assert.deepEqual(flagsOf(tasks.compile.command), flags);
  assert.ok(flags.includes("--no-prompt"));
  assert.ok(!flags.some((flag) => flag.includes("allow-all") || flag.includes("allow-run")));
});

Deno.test("the bundle forwards with the permissions of the compile task and no configuration", async () => {
  await tempFolder(async (folder) => {
    const bundle = `${folder}/egress.js`;
    const made = await deno(["bundle", "--quiet", `--output=${bundle}`, "main.ts"]);
    assert.equal(made.code, 0, made.stderr);
    const command = ["run", "--no-config", ...flagsOf(tasks.compile.command), bundle];
    const version = await deno([...command, "--version"]);
    assert.equal(version.stdout, `egress ${VERSION}\n`, version.stderr);

    const tls = await (await sharedAuthority()).leaf({ names: ["a.test"] });
    await using upstream = await startHttpUpstream({ tls });
    await using sidecar = await spawnSidecar({
      routes: "routes:\n  - host: a.test\n    allow_private_addresses: true\n",
      command: [Deno.execPath(), ...command],
    });
    using client = Deno.createHttpClient({
      proxy: { url: sidecar.proxyUrl },
      caCerts: [sidecar.caPem],
    });
    const response = await fetch(`https://a.test:${upstream.port}/echo`, { client });
    assert.equal((await response.json()).url, "/echo");
    // What the permission for the uid is for.
    const unfit = await runProgram(Deno.execPath(), [...command, "ca"], "", {
      env: { EGRESS_CA: bundle },
    });
    assert.match(unfit.stderr, new RegExp(`own uid ${Deno.uid()}\\)`));
  });
});

Deno.test("compile makes a binary where its base can be had", async () => {
  await tempFolder(async (folder) => {
    const binary = `${folder}/egress`;
    const flags = flagsOf(tasks.compile.command);
    const made = await deno(["compile", ...flags, `--output=${binary}`, "main.ts"]);
    if (made.code !== 0) {
      // Anything but the fetching of the base is a fault of ours.
      assert.match(made.stderr, /denort|base binary/, made.stderr);
      console.log(
        "not compiled: the base binary cannot be fetched here; the bundle was run instead",
      );
      return;
    }
    const version = await runProgram(binary, ["--version"]);
    assert.equal(version.stdout, `egress ${VERSION}\n`);
  });
});
