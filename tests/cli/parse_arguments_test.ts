import assert from "node:assert/strict";
import { parseArguments } from "../../lib/cli/parse_arguments.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";

const command = {
  name: "test",
  positionals: { least: 1, most: 2 },
  options: [{ long: "header", short: "H", repeats: true }, { long: "body" }],
} as const;

Deno.test("parseArguments() reads options in every writing, and arguments between them", () => {
  const parsed = parseArguments(command, [
    ...["GET", "-H", "a: 1", "-Hb: 2", "--header", "c: 3", "--header=d: 4=4", "--body=-", "url"],
  ]);
  assert.deepEqual(parsed.positionals, ["GET", "url"]);
  assert.deepEqual(parsed.values("header"), ["a: 1", "b: 2", "c: 3", "d: 4=4"]);
  assert.deepEqual(parsed.values("body"), ["-"]);
  assert.deepEqual(parsed.values("absent"), []);
  assert.equal(parsed.help, false);
});

Deno.test("parseArguments() takes what an option's value looks like as its value", () => {
  const parsed = parseArguments(command, ["x", "-H", "--body", "--body", "--help"]);
  assert.deepEqual(parsed.values("header"), ["--body"]);
  assert.deepEqual(parsed.values("body"), ["--help"]);
});

Deno.test("parseArguments() takes everything behind -- and a single hyphen as arguments", () => {
  assert.deepEqual(parseArguments(command, ["-", "--", "--help"]).positionals, ["-", "--help"]);
});

Deno.test("parseArguments() asks for no arguments where help is wanted", () => {
  for (const word of ["--help", "-h"]) assert.equal(parseArguments(command, [word]).help, true);
});

Deno.test("parseArguments() refuses wrong use with a mend", () => {
  const rows = [
    [["x", "--hedaer", "a"], 'unknown option "--hedaer" of egress test; did you mean --header?'],
    [["x", "--bdy=1"], 'unknown option "--bdy" of egress test; did you mean --body?'],
    [["x", "-z"], 'unknown option "-z" of egress test; see egress test --help'],
    [["x", "--\x1b[2J"], 'unknown option "-- [2J" of egress test; see egress test --help'],
    [["x", "--headers"], 'unknown option "--headers" of egress test; did you mean --header?'],
    [["x", "--body"], "--body needs a value behind it"],
    [["x", "--body", "a", "--body", "b"], "--body stands there twice; keep one"],
    [[], "egress test needs more arguments; see egress test --help"],
    [["a", "b", "c"], "egress test takes fewer arguments; see egress test --help"],
  ] as const;
  for (const [args, message] of rows) {
    assert.throws(() => parseArguments(command, args), (error) => {
      assert.ok(error instanceof UsageError);
      assert.equal(error.message, message);
      return true;
    });
  }
});
