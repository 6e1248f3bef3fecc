import assert from "node:assert/strict";
import { createCredentialValues, type FileState } from "../../lib/config/credential_values.ts";
import { parseRoutes } from "../../lib/config/routes_file.ts";
import { limits } from "../../lib/limits.ts";
import type { CredentialRule } from "../../lib/policy/route.ts";

const fromFile: CredentialRule = {
  source: { kind: "file", path: "/run/key" },
  form: { kind: "scheme", scheme: "Bearer" },
};
const fromEnv = (name: string): CredentialRule => ({
  source: { kind: "env", name },
  form: { kind: "scheme", scheme: "Bearer" },
});

/** A world with one file; every write changes its mtime. */
function world(content: string | Uint8Array) {
  const encode = (text: string | Uint8Array) =>
    typeof text === "string" ? new TextEncoder().encode(text) : text;
  let bytes = encode(content);
  let state: FileState = { isFile: true, size: bytes.length, mtime: new Date(0), ino: 1 };
  let reads = 0;
  let changes = 0;
  const values = createCredentialValues({
    env: { SET: "dummy-env", EMPTY: "" },
    readFile: () => {
      reads++;
      return Promise.resolve(bytes);
    },
    changed: () => changes++,
    stat: (path) =>
      path === "/run/key" ? Promise.resolve(state) : Promise.reject(new Deno.errors.NotFound("")),
  });
  return {
    values,
    reads: () => reads,
    changes: () => changes,
    write(text: string | Uint8Array, change: Partial<FileState>) {
      bytes = encode(text);
      state = { ...state, size: bytes.length, ...change };
    },
  };
}

async function show(answer: ReturnType<ReturnType<typeof createCredentialValues>["value"]>) {
  const value = await answer;
  return "value" in value ? value.value.reveal() : value;
}

Deno.test("createCredentialValues() reads variables, and says which one is missing", async () => {
  const { values } = world("x");
  assert.equal(await show(values.value(fromEnv("SET"))), "dummy-env");
  assert.deepEqual(await show(values.value(fromEnv("EMPTY"))), {
    missing: "the variable EMPTY is empty",
  });
  assert.deepEqual(await show(values.value(fromEnv("NONE"))), {
    missing: "the variable NONE is not set",
  });
  assert.deepEqual(await show(values.value(fromEnv("toString"))), {
    missing: "the variable toString is not set",
  });
});

Deno.test("createCredentialValues() trims the line end of a file and reads it once while it stays", async () => {
  const { values, reads } = world("dummy one \r\n\n");
  assert.equal(await show(values.value(fromFile)), "dummy one ");
  assert.equal(await show(values.value(fromFile)), "dummy one ");
  assert.equal(reads(), 1);
});

Deno.test("createCredentialValues() reads a file again when its time, size or inode changes", async () => {
  const file = world("dummy-1");
  await show(file.values.value(fromFile));
  file.write("dummy-2", { mtime: new Date(1) });
  assert.equal(await show(file.values.value(fromFile)), "dummy-2");
  file.write("dummy-3", { ino: 2 });
  assert.equal(await show(file.values.value(fromFile)), "dummy-3");
  file.write("dummy-four", {});
  assert.equal(await show(file.values.value(fromFile)), "dummy-four");
});

Deno.test("createCredentialValues() reads a file once for requests that come together", async () => {
  const { values, reads } = world("dummy");
  const all = await Promise.all([1, 2, 3].map(() => show(values.value(fromFile))));
  assert.deepEqual(all, ["dummy", "dummy", "dummy"]);
  assert.equal(reads(), 1);
});

Deno.test("createCredentialValues() gives no old value when the file became unusable", async () => {
  const file = world("dummy");
  await show(file.values.value(fromFile));
  file.write("\n", { mtime: new Date(1) });
  assert.deepEqual(await show(file.values.value(fromFile)), {
    missing: "the file /run/key is empty",
  });
  file.write("x", { mtime: new Date(2), isFile: false });
  assert.deepEqual(await show(file.values.value(fromFile)), { missing: "/run/key is not a file" });
  file.write(new Uint8Array([0xff, 0xfe]), { mtime: new Date(3), isFile: true });
  assert.deepEqual(await show(file.values.value(fromFile)), {
    missing: "the file /run/key is not UTF-8 text",
  });
});

Deno.test("createCredentialValues() bounds the file by its state and by what was read", async () => {
  const words = { missing: `the file /run/key has more than ${limits.credentialFileBytes} bytes` };
  const large = world("x".repeat(limits.credentialFileBytes + 1));
  assert.deepEqual(await show(large.values.value(fromFile)), words);
  assert.equal(large.reads(), 0);
  large.write("x".repeat(limits.credentialFileBytes + 1), { size: 5 });
  assert.deepEqual(await show(large.values.value(fromFile)), words);
});

Deno.test("createCredentialValues() knows the values of all routes, each once", async () => {
  const { values } = world("dummy-file");
  const config = parseRoutes(
    `routes:
  - { host: a, auth_scheme: Bearer, token_env: SET }
  - { host: b, auth_scheme: Bearer, token_env: SET }
  - { host: c, auth_header: x-key, token_file: /run/key }
  - { host: d, auth_scheme: Bearer, token_env: NONE }
  - { host: e, auth_scheme: Bearer, token_file: /run/none }
  - { host: f }
`,
    "f",
  );
  const known = await values.known(config);
  assert.deepEqual(known.map(({ name, value }) => [name, value.reveal()]), [
    ["SET", "dummy-env"],
    ["/run/key", "dummy-file"],
  ]);
});

Deno.test("createCredentialValues() remembers the value before a rotation as seen", async () => {
  const file = world("dummy-1");
  assert.deepEqual(file.values.seen(), []);
  for (
    const [text, time] of [["dummy-1", 0], ["dummy-2", 1], ["dummy-2\n", 2], [
      "dummy-3",
      3,
    ]] as const
  ) {
    file.write(text, { mtime: new Date(time) });
    await show(file.values.value(fromFile));
  }
  assert.deepEqual(file.values.seen().map(({ value }) => value.reveal()), ["dummy-3", "dummy-2"]);
});

Deno.test("createCredentialValues() works on a real file that is rewritten in place", async () => {
  const path = await Deno.makeTempFile();
  try {
    const values = createCredentialValues({ env: {}, readFile: Deno.readFile, stat: Deno.stat });
    const rule: CredentialRule = { ...fromFile, source: { kind: "file", path } };
    await Deno.writeTextFile(path, "dummy-1\n");
    assert.equal(await show(values.value(rule)), "dummy-1");
    await Deno.writeTextFile(path, "dummy-two\n");
    assert.equal(await show(values.value(rule)), "dummy-two");
    await Deno.remove(path);
    assert.deepEqual(await show(values.value(rule)), {
      missing: `the file ${path} does not exist`,
    });
  } finally {
    await Deno.remove(path).catch(() => undefined);
  }
});

Deno.test("createCredentialValues() tells when a file has given a new value, and only then", async () => {
  const { values, write, changes } = world("first-value");
  await values.value(fromFile);
  await values.value(fromFile);
  assert.equal(changes(), 1);
  write("first-value", { mtime: new Date(1000) });
  await values.value(fromFile);
  assert.equal(changes(), 1, "touched");
  write("second-value", { mtime: new Date(2000) });
  await values.value(fromFile);
  assert.equal(changes(), 2);
});
