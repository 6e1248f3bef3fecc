/**
 * The shape of the code, which is under test like the rest: the one way through the folders, a test
 * for each file, pure deciding, files of a size that can be read.
 */
import assert from "node:assert/strict";

const root = new URL("../", import.meta.url);

/** In the order of the way of a request: each imports itself and those before it. */
const LAYERS = [
  ...["wire", "policy", "scan", "gate", "config", "log", "ca"],
  ...["supervise", "observe", "introspect", "admin", "proxy", "cli"],
];
const PURE = ["wire", "policy", "scan", "gate"];

const MOST_LINES = 300;

interface SourceFile {
  /** From the root, as `lib/wire/fields.ts`. */
  readonly path: string;
  readonly text: string;
  /** The text without comments. */
  readonly code: string;
}

const files = [...sourceFiles("lib/"), ...sourceFiles("tests/")];
/** What a browser runs as it is; all others are TypeScript. */
const scripts = [...sourceFiles("lib/", ".js")];
const lib = files.filter(({ path }) => path.startsWith("lib/"));

Deno.test("every folder of lib imports only those that come before it", () => {
  for (const { path, code } of lib) {
    const own = rank(path);
    for (const specifier of imports(code)) {
      if (!specifier.startsWith(".")) continue;
      const target = new URL(specifier, new URL(path, root)).href.slice(root.href.length);
      if (target === "deno.json") continue;
      assert.ok(target.startsWith("lib/"), `${path} imports ${target}`);
      assert.ok(rank(target) <= own, `${path} imports ${target}, which comes after it`);
    }
  }
});

Deno.test("main.ts imports cli alone, and nothing imports main.ts", () => {
  const main = imports(stripComments(read("main.ts")));
  assert.ok(main.every((specifier) => specifier.startsWith("./lib/cli/")), main.join());
  for (const { path, code } of files) {
    assert.ok(imports(code).every((specifier) => !specifier.endsWith("/main.ts")), path);
  }
});

Deno.test("every import that is no file is a built-in or pinned in deno.json", () => {
  const known = Object.keys(JSON.parse(read("deno.json")).imports);
  for (const { path, code } of lib) {
    for (const specifier of imports(code)) {
      if (specifier.startsWith(".") || specifier.startsWith("node:")) continue;
      assert.ok(known.includes(specifier), `${path} imports ${specifier}`);
    }
  }
});

Deno.test("every file of lib that runs has its test at the mirrored place", () => {
  const present = new Set(files.map(({ path }) => path));
  // Rows of data are tested by the one test that goes through all of them.
  const rows = /^lib\/scan\/rules\/(?!index)[a-z_]+\.ts$/;
  const missing = lib.filter(({ path, code }) => runs(code) && !rows.test(path))
    .map(({ path }) => path.replace(/^lib\//, "tests/").replace(/\.ts$/, "_test.ts"))
    .filter((test) => !present.has(test));
  assert.deepEqual(missing, []);
});

Deno.test("every script of the page that needs no page has its test at the mirrored place", () => {
  const present = new Set(files.map(({ path }) => path));
  const missing = scripts.filter(({ text }) => !text.includes('<reference lib="dom" />'))
    .map(({ path }) => path.replace(/^lib\//, "tests/").replace(/\.js$/, "_test.ts"))
    .filter((test) => !present.has(test));
  assert.deepEqual(missing, []);
});

Deno.test("every test at a mirrored place has its file", () => {
  const present = new Set(files.map(({ path }) => path));
  const folders = new RegExp(`^tests/(?:(?:${LAYERS.join("|")})/.*|[a-z0-9_]+)_test\\.ts$`);
  const lone = files.filter(({ path }) => folders.test(path) && path !== "tests/shape_test.ts")
    .map(({ path }) => path)
    .filter((path) => {
      const tested = path.replace(/^tests/, "lib").replace(/_test\.ts$/, "");
      return !present.has(`${tested}.ts`) && !scripts.some(({ path }) => path === `${tested}.js`);
    });
  assert.deepEqual(lone, []);
});

Deno.test("pure folders have no platform, clock, randomness or environment", () => {
  const impure =
    /\bDeno\.|\bDate\b|\bperformance\b|\bMath\.random\b|\bcrypto\.(?:get|random|subtle)|\brandom(?:Bytes|UUID|Int)\b|\bprocess\.|\bfetch\(|\bset(?:Timeout|Interval)\b|\bconsole\b/;
  const builtins = ["node:buffer", "node:crypto", "node:net", "node:zlib"];
  for (const { path, code } of lib) {
    if (!PURE.includes(folderOf(path) ?? "")) continue;
    // Examples of what an agent writes are text, not code.
    const withoutText = code.replace(/"(?:[^"\\\n]|\\.)*"/g, '""');
    assert.doesNotMatch(withoutText, impure, path);
    for (const specifier of imports(code)) {
      assert.ok(specifier.startsWith(".") || builtins.includes(specifier), `${path}: ${specifier}`);
    }
  }
});

Deno.test(`no file has more than ${MOST_LINES} lines`, () => {
  const long = [...files, ...scripts].filter(({ text }) =>
    text.trimEnd().split("\n").length > MOST_LINES
  );
  assert.deepEqual(long.map(({ path }) => path), []);
});

Deno.test("files are named in snake case, export by name and leave nothing undone", () => {
  for (const { path, text, code } of files) {
    assert.match(path, /^(?:[a-z0-9_]+\/)+[a-z0-9_]+\.ts$/);
    assert.doesNotMatch(code, /^export default\b/m, path);
    if (path !== "tests/shape_test.ts") {
      assert.doesNotMatch(text, /\bTODO\b|\bFIXME\b|\bXXX\b/, path);
    }
  }
});

Deno.test("the top level has the names of the design and dot-files, nothing else", () => {
  const known = ["Containerfile", "README.md", "deno.json", "deno.lock", "lib", "main.ts", "tests"];
  // What git ignores is no part of the repository.
  const ignored = read(".gitignore").split("\n").map((line) => line.replaceAll("/", ""));
  const names = [...Deno.readDirSync(root)].map(({ name }) => name)
    .filter((name) => !name.startsWith(".") && !ignored.includes(name));
  assert.deepEqual(names.sort(), known);
});

function* sourceFiles(folder: string, ending = ".ts"): Generator<SourceFile> {
  for (const { name, isDirectory } of Deno.readDirSync(new URL(folder, root))) {
    const path = `${folder}${name}`;
    if (isDirectory) yield* sourceFiles(`${path}/`, ending);
    else if (name.endsWith(ending)) {
      const text = read(path);
      yield { path, text, code: stripComments(text) };
    }
  }
}

function read(path: string): string {
  return Deno.readTextFileSync(new URL(path, root));
}

/** Comments that begin a line or stand behind a blank; enough for code that is formatted. */
function stripComments(text: string): string {
  return text.replace(/(^|\s)\/\*[^]*?\*\//g, "$1").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function imports(code: string): string[] {
  const specifiers = code.matchAll(
    /(?:^(?:import|export)\b[^;"]*\bfrom\s*|^import\s*|\bimport\()"([^"]+)"/gm,
  );
  return [...specifiers].map(([, specifier = ""]) => specifier);
}

/** Whether anything of it is there at run time: whatever begins a line and is no type or import. */
function runs(code: string): boolean {
  return /^(?:export )?(?:abstract class|async function|class|const|enum|function|if|let)\b/m
    .test(code);
}

function folderOf(path: string): string | undefined {
  return /^lib\/([a-z_]+)\//.exec(path)?.[1];
}

/** Files right in lib (limits, secret and such) come before all folders. */
function rank(path: string): number {
  const folder = folderOf(path);
  if (folder === undefined) return -1;
  const place = LAYERS.indexOf(folder);
  assert.ok(place >= 0, `${path} is in no folder of the design`);
  return place;
}
