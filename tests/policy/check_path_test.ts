import { checkPath } from "../../lib/policy/check_path.ts";
import { assertRefused, valueOf } from "../support/policy_values.ts";

Deno.test("checkPath() lets through paths that can be read in one way", () => {
  const good = [
    ..."/|//|/a/b|/a//b/|/.well-known/x|/..a|/a..|/...|/a/.../b|/.a/..b/c.|/a.b/c|/;a|/a;b=..c"
      .split("|"),
    ..."/@types%2fnode|/a%20b|/%41|/a%2ejson|/%2ehidden|/100%25|/%c3%bc|/a:b|/{x}|/a|*|/%0d".split(
      "|",
    ),
  ];
  for (const path of good) valueOf(checkPath(path));
});

Deno.test("checkPath() refuses dot segments in every writing", () => {
  const bad = [
    ..."/.|/..|/./a|/../a|/a/.|/a/..|/a/./b|/a/../b|/%2e|/%2e%2e/a|/%2E%2E|/.%2e/a|/a/%2e./b".split(
      "|",
    ),
    ..."/..;/a|/..;x=1/a|/%2e%2e;/a|/..%3b/a|/.;|/a/..;|/%2e;a=b/c".split("|"),
    ..."/a%2f..%2fb|/a/..%2fb|/a%2f%2e%2e|/a%2F../b|/%252e%252e/a|/a/%252e%2e/b|/a%252f..%252fb"
      .split("|"),
    ..."/%25252e%25252e/|/..%255ca|/a%255c..".split("|"),
  ];
  for (const path of bad) assertRefused(checkPath(path), 400, "ambiguous-target", path);
});

Deno.test("checkPath() refuses backslashes, NUL, broken and endless escapes", () => {
  const bad = [
    ..."/a\\b|\\|/%5c|/a%5Cb|/%00|/a%00.json|/%|/a%2|/%zz|/%u002e|/%2g|/a%".split("|"),
    `/%${"25".repeat(9)}41`,
  ];
  for (const path of bad) assertRefused(checkPath(path), 400, "ambiguous-target", path);
});
