import assert from "node:assert/strict";
import { knownSecrets } from "../../../lib/scan/secrets/known_secrets.ts";
import { secretScan } from "../../../lib/scan/secrets/secret_scan.ts";
import { Secret } from "../../../lib/secret.ts";
import { asText, keeper } from "../../support/scan_samples.ts";

Deno.test("secretScan() gives the exact value with the signs at its ends", () => {
  const { literals, plain } = knownSecrets([{ name: "N", value: new Secret("=k3j9x2m4q8w7=") }]);
  const text = "a =k3j9x2m4q8w7= b";
  const report = keeper();
  const [literal] = literals;
  assert.ok(literal !== undefined);
  const scan = secretScan(asText(text), plain, report);
  const last = 2 + literal.literal.length;
  scan.at(literal.form, 0, literal.literal.length, last);
  scan.at(literal.form, 0, literal.literal.length, last);
  scan.finish();
  assert.deepEqual(report.seen.map(({ value, what }) => [value, what]), [
    ["=k3j9x2m4q8w7=", "value of N"],
  ]);
});

Deno.test("secretScan() searches for values of signs as they are", () => {
  const { plain } = knownSecrets([{ name: "N", value: new Secret("!@#$%^&*a1") }]);
  const report = keeper();
  secretScan(asText("is it !@#$%^&*a1?"), plain, report).finish();
  assert.deepEqual(report.seen.map(({ start, end }) => [start, end]), [[6, 16]]);
});
