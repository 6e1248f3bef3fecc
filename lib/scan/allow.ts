/**
 * Credentials that vendors have published as examples: they open nothing, and documentation and tests are
 * full of them. Assembled from halves, so that this file sets off nobody's scanner.
 */
const PUBLISHED: ReadonlySet<string> = new Set([
  // AWS, "Understanding and getting your credentials" and the signature version 4 test suite.
  "AKIAIOSFODNN7" + "EXAMPLE",
  "AKIAI44QH8DHB" + "EXAMPLE",
  "ASIAIOSFODNN7" + "EXAMPLE",
  "AKIDEXAMPLE",
  "wJalrXUtnFEMI/K7MDENG/" + "bPxRfiCYEXAMPLEKEY",
  "wJalrXUtnFEMI/K7MDENG+" + "bPxRfiCYEXAMPLEKEY",
  "je7MtGbClwBF/2Zp9Utk/" + "h3yCo8nvbEXAMPLEKEY",
  // Stripe's documentation.
  "sk_test_" + "4eC39HqLyjWDarjtT1zdp7dc",
  "sk_test_" + "BQokikJOvBiI2HlWgH4olfQ2",
  "pk_test_" + "TYooMQauvdEDq54NiTphI7jx",
  // jwt.io.
  "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." +
  "eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ." +
  "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
  // The storage emulator's well-known key (Azurite).
  "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq" +
  "/K1SZFPTOtr/KBHBeksoGMGw==",
]);

/** True for a published example, also with the quotes or padding that a pattern may have taken along. */
export function isPublishedDummy(value: string): boolean {
  return PUBLISHED.has(value) || PUBLISHED.has(value.replace(/^["'`]|["'`,;]+$/g, ""));
}
