import assert from "node:assert/strict";
import { checkText } from "../../lib/config/check_text.ts";
import { ConfigError } from "../../lib/config/config_error.ts";
import { limits } from "../../lib/limits.ts";

const good: readonly (readonly [what: string, text: string])[] = [
  ["a last line with its end", "routes: []\nlog: 1\n"],
  ["Windows line ends and tabs", "routes: []\t# x\r\n"],
  ["a bracket at the end", '{"routes": []}'],
  ["a quote at the end", 'routes: [{ host: a }]\nx: "y"'],
  ["a comment at the end", "routes: []\n# the end"],
  ["spaces at the end", "routes: []\n   "],
  ["letters outside ASCII", "# für alle\n"],
  ["a file of exactly the bound", "#".repeat(limits.routesFileBytes - 1) + "\n"],
];

const bad: readonly (readonly [what: string, text: string, place: string])[] = [
  ["a last line that may be cut", "routes:\n  - host: api.exa", "f:2:18: the last line"],
  ["a cut number", "routes: []\nlog: 1", "f:2:7: the last line"],
  ["NUL bytes of a file that grows", "routes: []\n\0\0\0", "f:2:1: a control"],
  ["bytes that are not UTF-8", "routes: []\nx: \ufffd\n", "f:2:4: a control"],
  ["a terminal's escape", "routes: []\x1b\n", "f:1:11: a control"],
  ["a file above the bound", "#".repeat(limits.routesFileBytes) + "\n", "f: the file has"],
  [
    "bytes, not characters, above the bound",
    "ü".repeat(limits.routesFileBytes / 2) + "\n",
    "f: the file has",
  ],
];

Deno.test("checkText() takes whole text files", () => {
  for (const [what, text] of good) assert.doesNotThrow(() => checkText(text, "f"), what);
});

Deno.test("checkText() refuses what may be half-written or is no text, and says where", () => {
  for (const [what, text, start] of bad) {
    assert.throws(
      () => checkText(text, "f"),
      (error) => error instanceof ConfigError && error.message.startsWith(start),
      what,
    );
  }
});
