import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import type { SigningAlgorithm, SigningAuthority } from "./signing_authority.ts";

/** The authority, or what is wrong with its text and how to mend it; never anything of the key. */
export type AuthorityReading =
  | { readonly ok: true; readonly authority: SigningAuthority }
  | { readonly ok: false; readonly fault: string; readonly mend: string };

type Fault = Extract<AuthorityReading, { ok: false }>;

/**
 * Reads one PEM text (RFC 7468) with a private key and its certificate, in any order; further
 * certificates behind the first are the way up from an intermediate authority. The key is RSA or EC
 * (P-256, P-384, P-521) as PKCS#8, PKCS#1 or SEC1, not encrypted.
 *
 * @param nowMs the time at which the authority must be valid
 */
export async function readAuthority(pem: string, nowMs: number): Promise<AuthorityReading> {
  const blocks = pemBlocks(pem);
  const keys = blocks.filter(({ label }) => label.endsWith("PRIVATE KEY"));
  const certificates = blocks.filter(({ label }) => label === "CERTIFICATE");
  const [keyBlock] = keys;
  const [certificateBlock, ...furtherBlocks] = certificates;

  if (keyBlock === undefined) return fault("it holds no private key", BOTH);
  if (keys.length > 1) return fault(`it holds ${keys.length} private keys`, "leave one of them");
  if (certificateBlock === undefined) return fault("it holds no certificate", BOTH);
  if (isEncrypted(keyBlock)) {
    return fault(
      "its private key is encrypted",
      "decrypt it with `openssl pkey -in FILE -out NEW`",
    );
  }
  const key = attempt(() => createPrivateKey(keyBlock.text));
  if (key === undefined) {
    return fault("its private key is neither PKCS#8, PKCS#1 nor SEC1, or is damaged", REPLACE);
  }
  const algorithm = signingAlgorithm(key);
  if (algorithm === undefined) {
    const curve = key.asymmetricKeyDetails?.namedCurve;
    return fault(
      `its private key is of the kind ${curve ?? key.asymmetricKeyType}`,
      "use an RSA key or an EC key on P-256, P-384 or P-521",
    );
  }
  const certificate = attempt(() => new X509Certificate(certificateBlock.text));
  const further = furtherBlocks.map(({ text }) => attempt(() => new X509Certificate(text)));
  if (certificate === undefined || !further.every((one) => one !== undefined)) {
    return fault("a certificate in it is damaged", REPLACE);
  }
  const wrong = certificateFault(certificate, key, nowMs);
  if (wrong !== undefined) return wrong;

  const signingKey = await crypto.subtle.importKey(
    "pkcs8",
    new Uint8Array(key.export({ type: "pkcs8", format: "der" })),
    algorithm,
    false,
    ["sign"],
  );
  // A root is what the client has already; anything below it must be sent with the leaf.
  const chain = [certificate, ...further].filter((one) => one.subject !== one.issuer);
  return {
    ok: true,
    authority: {
      certificatePem: toPem(certificate),
      certificateDer: new Uint8Array(certificate.raw),
      chainPem: chain.map(toPem).join(""),
      signingKey,
      signingAlgorithm: algorithm,
      notBeforeMs: certificate.validFromDate.getTime(),
      notAfterMs: certificate.validToDate.getTime(),
    },
  };
}

const BOTH = "put the authority's certificate and its private key into the one file";
const REPLACE = "restore the file, or move it away to have a new authority made";

function certificateFault(certificate: X509Certificate, key: KeyObject, nowMs: number) {
  if (attempt(() => certificate.checkPrivateKey(key)) !== true) {
    return fault("its private key does not belong to its first certificate", BOTH);
  }
  if (!certificate.ca) {
    return fault("its certificate is not an authority's (basicConstraints CA:true)", REPLACE);
  }
  // Deno names the bits of keyUsage here (RFC 5280 section 4.2.1.3), where Node lists extendedKeyUsage.
  const usages: readonly string[] | undefined = certificate.keyUsage;
  if (usages !== undefined && !usages.includes("KeyCertSign")) {
    return fault("its certificate may not sign others (keyUsage keyCertSign)", REPLACE);
  }
  if (certificate.validToDate.getTime() <= nowMs) {
    return fault(`its certificate ended at ${certificate.validTo}`, REPLACE);
  }
  if (certificate.validFromDate.getTime() > nowMs) {
    return fault(`its certificate begins at ${certificate.validFrom}`, "set this machine's clock");
  }
  return undefined;
}

interface PemBlock {
  readonly label: string;
  readonly text: string;
}

function pemBlocks(pem: string): PemBlock[] {
  const blocks = pem.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[^-]*(?:-[^-]+)*-----END \1-----/g);
  return [...blocks].map(([text, label = ""]) => ({ label, text: `${text}\n` }));
}

/** PKCS#8 says so in its label, the older forms in a header (RFC 1421 section 4.6.1.1). */
function isEncrypted({ label, text }: PemBlock): boolean {
  return label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type: *4, *ENCRYPTED/m.test(text);
}

/** How certificates are signed with the key: the hash is as strong as the curve. */
function signingAlgorithm(key: KeyObject): SigningAlgorithm | undefined {
  if (key.asymmetricKeyType === "rsa") return { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  if (key.asymmetricKeyType !== "ec") return undefined;
  switch (key.asymmetricKeyDetails?.namedCurve) {
    case "prime256v1":
      return { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    case "secp384r1":
      return { name: "ECDSA", namedCurve: "P-384", hash: "SHA-384" };
    case "secp521r1":
      return { name: "ECDSA", namedCurve: "P-521", hash: "SHA-512" };
    default:
      return undefined;
  }
}

/** Written anew from the parsed certificate, so that nothing else of the file can come along. */
function toPem(certificate: X509Certificate): string {
  return `${certificate.toString().trim()}\n`;
}

/** The library's own words may quote its input, so they are dropped. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

function fault(words: string, mend: string): Fault {
  return { ok: false, fault: words, mend };
}
