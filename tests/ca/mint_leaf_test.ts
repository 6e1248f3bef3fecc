import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { makeAuthority } from "../../lib/ca/make_authority.ts";
import { createMinter, type Leaf } from "../../lib/ca/mint_leaf.ts";
import type { SigningAuthority } from "../../lib/ca/signing_authority.ts";
import { limits } from "../../lib/limits.ts";
import { runProgram } from "../support/run_program.ts";
import { tempFolder } from "../support/temp_folder.ts";
import {
  certificatePem,
  ecAuthority,
  ecKey,
  goodAuthority,
  keyPem,
  mitmproxyShape,
  rsaKey,
} from "../support/test_authority.ts";

const DAY_MS = 24 * 3_600_000;
const authority = await ecAuthority();
const long = `${"a".repeat(60)}.${"b".repeat(60)}.example.com`;

/** Another program's verdict: the chain as a strict verifier sees it. */
async function assertStrictlyValid(
  { certPem }: Leaf,
  rootPem: string,
  ...more: string[]
): Promise<void> {
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/root.pem`, rootPem);
    await Deno.writeTextFile(`${folder}/leaf.pem`, certPem);
    const { stdout, stderr } = await runProgram("openssl", [
      ...["verify", "-x509_strict", "-purpose", "sslserver", "-CAfile", `${folder}/root.pem`],
      ...["-untrusted", `${folder}/leaf.pem`, ...more, `${folder}/leaf.pem`],
    ]);
    assert.match(stdout, /: OK\n$/, stderr);
  });
}

async function textOf({ certPem }: Leaf): Promise<string> {
  return (await runProgram("openssl", ["x509", "-noout", "-text"], certPem)).stdout;
}

Deno.test("createMinter() mints what strict verifiers take, from every kind of authority", async (t) => {
  const rsa = rsaKey();
  const kinds: [string, () => Promise<SigningAuthority>][] = [
    ["one that was made here", () => tempFolder((folder) => makeAuthority(`${folder}/ca.pem`))],
    ["mitmproxy's RSA", async () => {
      return await goodAuthority(keyPem(rsa, "pkcs1") + await certificatePem(rsa, mitmproxyShape));
    }],
    ...["prime256v1", "secp384r1", "secp521r1"].map((curve) =>
      [curve, async () => {
        const key = ecKey(curve);
        return await goodAuthority(keyPem(key) + await certificatePem(key));
      }] as [string, () => Promise<SigningAuthority>]
    ),
  ];
  for (const [name, make] of kinds) {
    await t.step(name, async () => {
      const one = await make();
      const mint = createMinter(one, () => Date.now() + 1000);
      const root = one.certificatePem;
      await assertStrictlyValid(await mint(["a.test"]), root, "-verify_hostname", "a.test");
      await assertStrictlyValid(await mint(["::1"]), root, "-verify_ip", "::1");
    });
  }
});

Deno.test("createMinter() names DNS names, IPv4 and IPv6 addresses", async () => {
  const mint = createMinter(authority);
  const leaf = await mint(["under_score.test", "127.0.0.1", "2001:db8::1", "b.test"]);
  assert.match(
    await textOf(leaf),
    /Alternative Name: \n +DNS:under_score\.test, IP Address:127\.0\.0\.1, IP Address:2001:DB8:0:0:0:0:0:1, DNS:b\.test\n/,
  );
});

Deno.test("createMinter() leaves the subject of a long name empty and the other name critical", async () => {
  const mint = createMinter(authority);
  const most = `${"a".repeat(59)}.test`;
  assert.equal(most.length, 64);
  assert.equal(new X509Certificate((await mint([most])).certPem).subject, `CN=${most}`);
  const leaf = await mint([long]);
  const text = await textOf(leaf);
  assert.match(text, /Subject: *\n/);
  assert.ok(text.includes(`Subject Alternative Name: critical\n                DNS:${long}\n`));
  await assertStrictlyValid(leaf, authority.certificatePem, "-verify_hostname", long);
});

Deno.test("createMinter() mints for TLS servers only, under the authority's key identifier", async () => {
  const text = await textOf(await createMinter(authority)(["a.test"]));
  assert.match(text, /X509v3 Key Usage: critical\s+Digital Signature\n/);
  assert.match(text, /Extended Key Usage: \n\s+TLS Web Server Authentication\n/);
  const root = await textOf({
    ...await createMinter(authority)(["x"]),
    certPem: authority.certificatePem,
  });
  const identifier = /Subject Key Identifier: \n\s+(\S+)/.exec(root)?.[1];
  assert.ok(identifier !== undefined);
  assert.match(text, new RegExp(`Authority Key Identifier: \\n\\s+(?:keyid:)?${identifier}\n`));
});

Deno.test("createMinter() back-dates for 48 hours and stays within 30 days and the authority", async () => {
  const times = (leaf: Leaf) => {
    const certificate = new X509Certificate(leaf.certPem);
    assert.equal(certificate.validToDate.getTime(), leaf.notAfterMs);
    return [certificate.validFromDate.getTime(), leaf.notAfterMs] as const;
  };
  const nowMs = authority.notBeforeMs + 10 * DAY_MS;
  const old = { ...authority, notAfterMs: nowMs + 3650 * DAY_MS };
  assert.deepEqual(times(await createMinter(old, () => nowMs)(["a.test"])), [
    nowMs - limits.certificateBackdateMs,
    nowMs + limits.leafLifeMs,
  ]);
  const young = createMinter(authority, () => authority.notBeforeMs + 1000);
  assert.deepEqual(times(await young(["a.test"])), [
    authority.notBeforeMs,
    Math.min(authority.notBeforeMs + 1000 + limits.leafLifeMs, authority.notAfterMs),
  ]);
  const late = createMinter(authority, () => authority.notAfterMs - 5000);
  assert.equal((await late(["a.test"])).notAfterMs, authority.notAfterMs);
  const ended = createMinter(authority, () => authority.notAfterMs);
  await assert.rejects(ended(["a.test"]), /has ended/);
});

Deno.test("createMinter() gives every leaf its own positive serial number of 16 octets, and one key", async () => {
  const mint = createMinter(authority);
  const leaves = await Promise.all(Array.from({ length: 20 }, () => mint(["a.test"])));
  const serials = leaves.map(({ certPem }) => new X509Certificate(certPem).serialNumber);
  assert.equal(new Set(serials).size, 20);
  for (const serial of serials) assert.match(serial, /^[4-7][0-9A-F]{31}$/i);
  assert.equal(new Set(leaves.map(({ keyPem }) => keyPem.reveal())).size, 1);
  assert.ok(!Deno.inspect(leaves[0]).includes("PRIVATE"));
});

Deno.test("createMinter() writes the issuer's name byte by byte as the authority has it", async () => {
  const key = ecKey();
  // Written as UTF8String, where the library itself would choose PrintableString.
  const own = await goodAuthority(keyPem(key) + await certificatePem(key, mitmproxyShape));
  const leaf = await createMinter(own, () => Date.now() + 1000)(["a.test"]);
  const der = new X509Certificate(leaf.certPem).raw.toString("latin1");
  assert.ok(der.includes("\x0c\x09mitmproxy"));
});

Deno.test("createMinter() sends an intermediate authority along", async () => {
  const root = { key: rsaKey(), certificate: "" };
  root.certificate = await certificatePem(root.key, mitmproxyShape);
  const key = ecKey();
  const certificate = await certificatePem(key, { subject: "/CN=intermediate", issuer: root });
  const intermediate = await goodAuthority(keyPem(key) + certificate);
  const leaf = await createMinter(intermediate, () => Date.now() + 1000)(["a.test"]);
  assert.ok(leaf.certPem.endsWith(certificate));
  await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/root.pem`, root.certificate);
    await Deno.writeTextFile(`${folder}/chain.pem`, leaf.certPem);
    const { stdout, stderr } = await runProgram("openssl", [
      ...["verify", "-CAfile", `${folder}/root.pem`, "-untrusted", `${folder}/chain.pem`],
      `${folder}/chain.pem`,
    ]);
    assert.match(stdout, /: OK\n$/, stderr);
  });
});

Deno.test("createMinter() points to the authority by the identifier that it names, however made", async () => {
  const key = ecKey();
  const extensions = ["basicConstraints=critical,CA:TRUE", "subjectKeyIdentifier=0102030405"];
  const own = await goodAuthority(keyPem(key) + await certificatePem(key, { extensions }));
  const leaf = await createMinter(own, () => Date.now() + 1000)(["a.test"]);
  assert.match(await textOf(leaf), /Authority Key Identifier: \n\s+(?:keyid:)?01:02:03:04:05\n/);
});

Deno.test("createMinter() derives the key identifier of an authority that does not name its own", async () => {
  const key = ecKey();
  const extensions = [
    "basicConstraints=critical,CA:TRUE",
    "subjectKeyIdentifier=none",
    "authorityKeyIdentifier=none",
  ];
  const bare = await goodAuthority(keyPem(key) + await certificatePem(key, { extensions }));
  const leaf = await createMinter(bare, () => Date.now() + 1000)(["a.test"]);
  assert.match(
    await textOf(leaf),
    /Authority Key Identifier: \n\s+(?:keyid:)?(?:[0-9A-F]{2}:){19}/,
  );
});
