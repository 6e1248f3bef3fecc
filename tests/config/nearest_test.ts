import assert from "node:assert/strict";
import { nearest } from "../../lib/config/nearest.ts";

Deno.test("nearest() finds the word that was probably meant", () => {
  const keys = ["host", "ports", "git", "auth_scheme", "allow_private_addresses"];
  const rows = [
    ["hosts", "host"],
    ["port", "ports"],
    ["Host", "host"],
    ["auth-scheme", "auth_scheme"],
    ["auth_shceme", "auth_scheme"],
    ["allow_private_adress", undefined],
    ["allow_private_adresses", "allow_private_addresses"],
    ["get", "git"],
    ["got_", undefined],
    ["dlp", undefined],
    ["", undefined],
    ["x".repeat(100_000), undefined],
  ] as const;
  for (const [word, meant] of rows) assert.equal(nearest(word, keys), meant, word.slice(0, 30));
});

Deno.test("nearest() prefers the nearer of two", () => {
  assert.equal(nearest("token_fil", ["token_files", "token_file"]), "token_file");
});
