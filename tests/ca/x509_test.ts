import assert from "node:assert/strict";
import { x509 } from "../../lib/ca/x509.ts";

Deno.test("x509() imports the library once", async () => {
  assert.equal(x509(), x509());
  assert.equal(typeof (await x509()).X509CertificateGenerator.create, "function");
});
