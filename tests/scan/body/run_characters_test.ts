import assert from "node:assert/strict";
import { RUN_CHARACTERS } from "../../../lib/scan/body/run_characters.ts";

Deno.test("RUN_CHARACTERS holds what tokens are made of, and nothing that ends one", () => {
  const holds = (text: string) => Array.from(text, (char) => RUN_CHARACTERS[char.charCodeAt(0)]);
  assert.ok(holds("azAZ09-_./+=:~%!$&*@#?^|").every((sign) => sign === 1));
  assert.ok(holds(" \t\n\"'`\\<>(){}[],;\x7f\xe9\0").every((sign) => sign === 0));
});
