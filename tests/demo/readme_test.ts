import assert from "node:assert/strict";
import { commands } from "../../lib/cli/commands.ts";
import { parseRoutes } from "../../lib/config/routes_file.ts";
import { reasons } from "../../lib/policy/refusal.ts";
import { findProgram, testWith } from "../support/programs.ts";
import { runProgram } from "../support/run_program.ts";
import { tempFolder } from "../support/temp_folder.ts";
import { textLines } from "../support/text_lines.ts";

const root = new URL("../../", import.meta.url).pathname;
const readme = await Deno.readTextFile(`${root}README.md`);
const config = JSON.parse(await Deno.readTextFile(`${root}deno.json`));

/** The text under a heading of the second level. */
function section(title: string): string {
  const found = readme.split(/^## /m).find((part) => part.startsWith(`${title}\n`));
  assert.ok(found, title);
  return found;
}

/** The first cells of a table's rows, of which each is code. */
function rows(text: string): [first: string, second: string][] {
  return [...text.matchAll(/^\| `(.+?)` +\| (.*?) +\|/gm)]
    .map(([, first = "", second = ""]) => [first, second]);
}

/** The blocks of a language, in order. */
function blocks(text: string, language: string): string[] {
  return [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"))]
    .map(([, block = ""]) => block);
}

Deno.test("the README's table of reasons is that of the code", () => {
  assert.deepEqual(Object.fromEntries(rows(section("Reasons"))), { ...reasons });
});

Deno.test("the README has every setting and command", async () => {
  const settings = section("Settings");
  const source = await Deno.readTextFile(`${root}lib/config/settings.ts`) +
    await Deno.readTextFile(`${root}lib/config/ca_path.ts`) +
    await Deno.readTextFile(`${root}lib/config/read_admin.ts`);
  const names = source.matchAll(/\b(?:EGRESS|SUPERVISE)_[A-Z_]+[A-Z]\b/g);
  for (const [name] of names) {
    if (name !== "SUPERVISE_DB_PATH") assert.ok(settings.includes(`\`${name}\``), name);
  }
  const table = rows(settings).map(([first]) => first);
  for (const { name } of commands) assert.ok(table.includes(name), name);
});

Deno.test("the README's routes load without a note", () => {
  const [example = ""] = blocks(section("Routes"), "yaml");
  const { table, notes } = parseRoutes(example, "README.md");
  assert.equal(table.routes.length, 6);
  assert.deepEqual(notes, []);
});

Deno.test("the README's tasks exist, and all places name the same version of Deno", async () => {
  const tasks = [...readme.matchAll(/(?:deno|deno@[\d.]+) task (?:-q )?([a-z:]+)/g)];
  assert.ok(tasks.length > 8);
  for (const [, task = ""] of tasks) assert.ok(task in config.tasks, task);
  const others = await Promise.all(
    [".ci/run", "Containerfile"].map((path) => Deno.readTextFile(root + path)),
  );
  const versions = [readme, ...others].flatMap((text) => [
    ...text.matchAll(/(?:[Dd]eno[ @:=-]+|version=)(?:debian-)?(\d+\.\d+\.\d+)/g),
  ]).map(([, version]) => version);
  assert.ok(versions.length >= 5);
  assert.deepEqual([...new Set(versions)].length, 1, versions.join());
});

testWith(
  [findProgram("curl"), findProgram("bash")],
  "the README's walk with curl shows what it says",
  async () => {
    await tempFolder(async (folder) => {
      const variables = `${folder}/demo.env`;
      await using demo = spawnDemo(variables);
      await demo.stays;
      const [, walk = ""] = section("Walk through it with curl").split(". dist/demo.env\n```");
      const said = blocks(walk, "text");
      assert.equal(said.length, 4);
      const told = blocks(walk, "sh");
      for (const [place, command] of told.entries()) {
        const script = `. ${variables}\n${command}`;
        const result = await runProgram("bash", ["-c", script], "", { cwd: root });
        const expected = said[place] ?? /it would be refused: 403 no-match/;
        if (typeof expected === "string") assert.equal(result.stdout, expected, result.stderr);
        else assert.match(result.stdout, expected, result.stderr);
      }
    });
  },
);

function spawnDemo(variables: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--quiet", "tests/demo/demo.ts", `--stay=${variables}`],
    cwd: root,
    stdin: "null",
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const { promise: stays, resolve, reject } = Promise.withResolvers<void>();
  const read = (async () => {
    for await (const line of child.stdout.pipeThrough(textLines())) {
      if (line.startsWith("The sidecar stays")) resolve();
    }
    reject(new Error("the demo did not stay"));
  })();
  return {
    stays,
    async [Symbol.asyncDispose]() {
      child.kill("SIGINT");
      assert.equal((await child.status).code, 0);
      await read;
    },
  };
}
