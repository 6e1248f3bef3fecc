import assert from "node:assert/strict";
import { dummy } from "../../../../lib/scan/rules/build/dummy.ts";
import { vendor } from "../../../../lib/scan/rules/build/vendor.ts";

const rule = vendor({
  id: "acme-key",
  kind: "Acme key",
  names: ["acme", "acme.io"],
  value: "[a-f0-9]{32}",
  example: "<h32>",
});

function finds(line: string): boolean {
  return [...dummy(line).matchAll(rule.pattern)].some((match) => (
    rule.check?.(match.groups?.value ?? "", match) ?? true
  ));
}

Deno.test("vendor() finds a value that is assigned to a name with the vendor's in it", () => {
  for (
    const line of [
      "ACME_API_KEY=<h32>",
      `"acmeToken": "<h32>"`,
      `acme = '<h32>'`,
      "<acmeToken>\n    <h32>\n</acmeToken>",
      `acme secret <h32>`,
      `setProperty("acme.key", "<h32>")`,
      "acme: |\n  <h32>",
    ]
  ) {
    assert.equal(finds(line), true, line);
  }
});

Deno.test("vendor() finds nothing without an assignment or a word for a credential", () => {
  assert.equal(finds("acme build <h32> is green"), false);
});

Deno.test("vendor() takes no hash, commit or address for a key", () => {
  for (
    const line of [
      "acme_md5=<h32>",
      "acme commit key: <h32>",
      "acme_key_url=https://acme.io/<h32>",
      "acme_public_key=<h32>",
    ]
  ) {
    assert.equal(finds(line), false, line);
  }
});

Deno.test("vendor() finds its name at the beginning of a word, not inside one", () => {
  assert.equal(finds("stagingAcmeKey: <h32>"), true);
  assert.equal(finds("MYACME_KEY: <h32>"), true);
  assert.equal(finds("pacmeKit: <h32>"), false);
});

Deno.test("vendor() takes no placeholder and no longer value for a key", () => {
  assert.equal(finds("ACME_API_KEY=00000000000000000000000000000000"), false);
  assert.equal(finds("ACME_API_KEY=<h40>"), false);
});

Deno.test("vendor() takes a point in a name for a point", () => {
  assert.ok(rule.pattern.source.includes("acme\\.io"));
});
