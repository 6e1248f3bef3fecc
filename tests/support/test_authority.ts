import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { type AuthorityReading, readAuthority } from "../../lib/ca/read_authority.ts";
import type { SigningAuthority } from "../../lib/ca/signing_authority.ts";
import { runProgram } from "./run_program.ts";
import { tempFolder } from "./temp_folder.ts";

export function ecKey(namedCurve = "prime256v1"): KeyObject {
  return generateKeyPairSync("ec", { namedCurve }).privateKey;
}

export function rsaKey(): KeyObject {
  return generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
}

export function keyPem(key: KeyObject, type: "pkcs8" | "pkcs1" | "sec1" = "pkcs8"): string {
  return key.export({ type, format: "pem" }).toString();
}

/** What mitmproxy writes into its authority's certificate, as `openssl req` takes it. */
export const mitmproxyShape = {
  subject: "/CN=mitmproxy/O=mitmproxy",
  extensions: [
    "basicConstraints=critical,CA:TRUE",
    "extendedKeyUsage=serverAuth",
    "keyUsage=critical,keyCertSign,cRLSign",
    "subjectKeyIdentifier=hash",
  ],
};

const config = `
[req]
distinguished_name = name
string_mask = utf8only
[name]
`;

interface CertificateShape {
  readonly subject?: string;
  readonly extensions?: readonly string[];
  /** Absent: self-signed. */
  readonly issuer?: { readonly key: KeyObject; readonly certificate: string };
}

/** An authority's certificate, written by openssl so that another program's encoding is read. */
export async function certificatePem(
  key: KeyObject,
  { subject = "/CN=test authority", extensions = mitmproxyShape.extensions, issuer }:
    CertificateShape = {},
): Promise<string> {
  return await tempFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/req.cnf`, config);
    await Deno.writeTextFile(`${folder}/key.pem`, keyPem(key));
    const more = extensions.flatMap((extension) => ["-addext", extension]);
    if (issuer !== undefined) {
      await Deno.writeTextFile(`${folder}/issuer.pem`, issuer.certificate + keyPem(issuer.key));
      more.push("-CA", `${folder}/issuer.pem`, "-CAkey", `${folder}/issuer.pem`);
    }
    const { code, stdout, stderr } = await runProgram("openssl", [
      ...["req", "-x509", "-new", "-config", `${folder}/req.cnf`, "-key", `${folder}/key.pem`],
      ...["-days", "30", "-subj", subject, ...more],
    ]);
    if (code !== 0) throw new Error(`openssl req failed: ${stderr}`);
    return stdout;
  });
}

/** Reads a text that must be good. Its certificate may have been made in this very second. */
export async function goodAuthority(pem: string): Promise<SigningAuthority> {
  const reading: AuthorityReading = await readAuthority(pem, Date.now() + 1000);
  if (!reading.ok) throw new Error(`expected an authority: ${reading.fault}`);
  return reading.authority;
}

export async function ecAuthority(): Promise<SigningAuthority> {
  const key = ecKey();
  return await goodAuthority(keyPem(key) + await certificatePem(key));
}
