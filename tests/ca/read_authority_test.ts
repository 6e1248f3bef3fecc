import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { readAuthority } from "../../lib/ca/read_authority.ts";
import {
  certificatePem,
  ecKey,
  goodAuthority,
  keyPem,
  mitmproxyShape,
  rsaKey,
} from "../support/test_authority.ts";

const rsa = rsaKey();
const ec = ecKey();
const ecCertificate = await certificatePem(ec);
const soon = () => Date.now() + 1000;

Deno.test("readAuthority() reads every form of RSA and EC keys", async (t) => {
  const rows: [string, KeyObject, "pkcs8" | "pkcs1" | "sec1"][] = [
    ["RSA as PKCS#1", rsa, "pkcs1"],
    ["RSA as PKCS#8", rsa, "pkcs8"],
    ["P-256 as SEC1", ec, "sec1"],
    ["P-256 as PKCS#8", ec, "pkcs8"],
    ["P-384 as SEC1", ecKey("secp384r1"), "sec1"],
    ["P-384 as PKCS#8", ecKey("secp384r1"), "pkcs8"],
    ["P-521 as SEC1", ecKey("secp521r1"), "sec1"],
    ["P-521 as PKCS#8", ecKey("secp521r1"), "pkcs8"],
  ];
  for (const [name, key, form] of rows) {
    await t.step(name, async () => {
      const certificate = await certificatePem(key);
      const authority = await goodAuthority(keyPem(key, form) + certificate);
      assert.equal(authority.certificatePem, certificate);
      assert.equal(authority.signingKey.extractable, false);
      assert.equal(authority.chainPem, "");
    });
  }
});

Deno.test("readAuthority() signs with a hash as strong as the curve", async () => {
  const hashes = { prime256v1: "SHA-256", secp384r1: "SHA-384", secp521r1: "SHA-512" };
  for (const [curve, hash] of Object.entries(hashes)) {
    const key = ecKey(curve);
    const authority = await goodAuthority(keyPem(key) + await certificatePem(key));
    assert.equal(authority.signingAlgorithm.hash, hash);
  }
});

Deno.test("readAuthority() reads what mitmproxy writes: an RSA PKCS#1 key and its certificate", async () => {
  const authority = await goodAuthority(
    keyPem(rsa, "pkcs1") + await certificatePem(rsa, mitmproxyShape),
  );
  assert.equal(authority.signingAlgorithm.name, "RSASSA-PKCS1-v1_5");
  assert.ok(authority.notAfterMs > Date.now() + 29 * 24 * 3_600_000);
});

Deno.test("readAuthority() takes any order, CR LF, words around and EC PARAMETERS", async () => {
  const key = keyPem(ec, "sec1");
  const parameters =
    "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
  for (
    const pem of [
      ecCertificate + key,
      parameters + key + ecCertificate,
      (key + ecCertificate).replaceAll("\n", "\r\n"),
      `Bag Attributes\n  friendlyName: x\n${key}subject=CN = x\n${ecCertificate}`,
    ]
  ) {
    const authority = await goodAuthority(pem);
    assert.equal(authority.certificatePem, ecCertificate);
  }
});

Deno.test("readAuthority() keeps no certificate behind a root's for the handshake", async () => {
  const further = await certificatePem(rsa, { ...mitmproxyShape, subject: "/CN=another root" });
  const authority = await goodAuthority(keyPem(ec) + ecCertificate + further);
  assert.equal(authority.certificatePem, ecCertificate);
  assert.equal(authority.chainPem, "");
});

/** Traditional encryption, written out: the words that mark it matter, not the bytes. */
const encryptedSec1 = keyPem(ec, "sec1").replace(
  "KEY-----\n",
  "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n",
);
const encryptedPkcs8 = ec.export({
  type: "pkcs8",
  format: "pem",
  cipher: "aes-256-cbc",
  passphrase: "dummy",
}).toString();

const withExtension = (extension: string) => certificatePem(ec, { extensions: [extension] });
const CA_TRUE = "basicConstraints=critical,CA:TRUE";

const faults: [string, string, RegExp][] = [
  ["nothing", "", /no private key/],
  ["garbage", "not a PEM file at all", /no private key/],
  ["no key", ecCertificate, /no private key/],
  ["no certificate", keyPem(ec), /no certificate/],
  ["two keys", keyPem(ec) + keyPem(rsa) + ecCertificate, /2 private keys/],
  ["an encrypted PKCS#8 key", encryptedPkcs8 + ecCertificate, /key is encrypted/],
  ["an encrypted SEC1 key", encryptedSec1 + ecCertificate, /key is encrypted/],
  ["a damaged key", keyPem(ec).replace(/\n.{9}/, "\nAAAAAAAAA") + ecCertificate, /is damaged/],
  ["a cut key", keyPem(ec).slice(0, 90) + ecCertificate, /no private key/],
  [
    "a damaged certificate",
    keyPem(ec) + ecCertificate.replace(/\n.{9}/, "\nAAAAAAAAA"),
    /certificate in it is damaged/,
  ],
  [
    "a damaged further certificate",
    keyPem(ec) + ecCertificate + ecCertificate.replace(/\n.{9}/, "\nAAAAAAAAA"),
    /certificate in it is damaged/,
  ],
  [
    "a key of another kind",
    keyPem(generateKeyPairSync("ed25519").privateKey) + ecCertificate,
    /of the kind ed25519/,
  ],
  [
    "a key on another curve",
    keyPem(ecKey("secp256k1")) + ecCertificate,
    /of the kind secp256k1/,
  ],
  ["another's key", keyPem(ecKey()) + ecCertificate, /does not belong/],
  [
    "no authority's certificate",
    keyPem(ec) + await certificatePem(ec, { extensions: ["basicConstraints=CA:FALSE"] }),
    /not an authority's/,
  ],
  [
    "a certificate that may not sign",
    keyPem(ec) + await certificatePem(ec, { extensions: [CA_TRUE, "keyUsage=digitalSignature"] }),
    /may not sign/,
  ],
];

Deno.test("readAuthority() keeps what leads up from an intermediate authority", async () => {
  const root = await certificatePem(rsa, mitmproxyShape);
  const issuer = { key: rsa, certificate: root };
  const intermediate = await certificatePem(ec, { subject: "/CN=intermediate", issuer });
  const authority = await goodAuthority(keyPem(ec) + intermediate + root);
  assert.equal(authority.chainPem, intermediate);
});

Deno.test("readAuthority() says what is wrong and how to mend it, and nothing of the key", async (t) => {
  for (const [name, pem, expected] of faults) {
    await t.step(name, async () => {
      const reading = await readAuthority(pem, soon());
      assert.ok(!reading.ok, "it was taken for good");
      assert.match(reading.fault, expected);
      assert.ok(reading.mend.length > 0);
      for (const line of pem.split("\n").filter((line) => /^[A-Za-z0-9+/=]{16,}$/.test(line))) {
        assert.ok(!`${reading.fault}${reading.mend}`.includes(line.slice(0, 12)));
      }
    });
  }
});

Deno.test("readAuthority() takes a certificate without keyUsage", async () => {
  await goodAuthority(keyPem(ec) + await withExtension(CA_TRUE));
});

Deno.test("readAuthority() refuses a certificate that has ended or not begun", async () => {
  const pem = keyPem(ec) + ecCertificate;
  const ended = await readAuthority(pem, Date.now() + 31 * 24 * 3_600_000);
  assert.ok(!ended.ok && /ended at/.test(ended.fault));
  const early = await readAuthority(pem, Date.now() - 3_600_000);
  assert.ok(!early.ok && /begins at/.test(early.fault));
});
