import { isIP } from "node:net";
import { limits } from "../limits.ts";
import { Secret } from "../secret.ts";
import type { SigningAuthority } from "./signing_authority.ts";
import { x509 } from "./x509.ts";

/** A server's certificate, as `tls.createSecureContext` takes it. */
export interface Leaf {
  /** The leaf, and behind it what leads up to the authority's root, if anything does. */
  readonly certPem: string;
  /** PKCS#8. */
  readonly keyPem: Secret;
  /** Milliseconds since 1970. */
  readonly notAfterMs: number;
}

/**
 * Makes a leaf for canonical names (host.ts): DNS names or IP addresses, IPv6 without brackets, the
 * first of them the subject's.
 *
 * @throws Error once the authority has ended
 */
export type Minter = (names: readonly string[]) => Promise<Leaf>;

/** @param now milliseconds since 1970 */
export function createMinter(authority: SigningAuthority, now: () => number = Date.now): Minter {
  let prepared: ReturnType<typeof prepare> | undefined;
  return async (names) => {
    prepared ??= prepare(authority);
    const { publicKey, keyPem, issuer, identifiers } = await prepared;
    const {
      ExtendedKeyUsage,
      ExtendedKeyUsageExtension,
      KeyUsageFlags,
      KeyUsagesExtension,
      SubjectAlternativeNameExtension,
      X509CertificateGenerator,
    } = await x509();
    const nowMs = now();
    if (nowMs >= authority.notAfterMs) throw new Error("the authority's certificate has ended");
    // A leaf that outlives its authority, or is older, is refused by some clients.
    const notBeforeMs = Math.max(nowMs - limits.certificateBackdateMs, authority.notBeforeMs);
    const notAfterMs = Math.min(nowMs + limits.leafLifeMs, authority.notAfterMs);
    const [first = ""] = names;
    const named = first.length <= COMMON_NAME_CHARS;

    const leaf = await X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      issuer,
      subject: named ? [{ CN: [first] }] : [],
      notBefore: new Date(notBeforeMs),
      notAfter: new Date(notAfterMs),
      signingAlgorithm: authority.signingAlgorithm,
      signingKey: authority.signingKey,
      publicKey,
      extensions: [
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        // With an empty subject this extension is the name and must be critical (RFC 5280 section 4.2.1.6).
        new SubjectAlternativeNameExtension(names.map(generalName), !named),
        ...identifiers,
      ],
    });
    return {
      certPem: `${leaf.toString("pem")}\n${authority.chainPem}`,
      keyPem,
      notAfterMs: Math.floor(notAfterMs / 1000) * 1000,
    };
  };
}

/** The bound of a common name (`ub-common-name`, RFC 5280 appendix A.1). */
const COMMON_NAME_CHARS = 64;

/**
 * What all leaves share. One key for all of them: every leaf's key would lie in the same memory, so
 * who reads one reads all, and making one for each host would only cost time. It lives as long as
 * the minter and is never written anywhere.
 */
async function prepare(authority: SigningAuthority) {
  const {
    AuthorityKeyIdentifierExtension,
    PemConverter,
    SubjectKeyIdentifierExtension,
    X509Certificate,
  } = await x509();
  const algorithm = { name: "ECDSA", namedCurve: "P-256" };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, true, [
    "sign",
    "verify",
  ]);
  const pkcs8 = await crypto.subtle.exportKey("pkcs8", privateKey);
  const certificate = new X509Certificate(authority.certificateDer);
  const authorityIdentifier = certificate.getExtension(SubjectKeyIdentifierExtension) ??
    await SubjectKeyIdentifierExtension.create(certificate.publicKey);
  return {
    publicKey,
    keyPem: new Secret(`${PemConverter.encode(pkcs8, "PRIVATE KEY")}\n`),
    // Taken over as parsed, not as text: clients compare issuer and subject byte by byte.
    issuer: certificate.subjectName,
    identifiers: [
      new AuthorityKeyIdentifierExtension(authorityIdentifier.keyId),
      await SubjectKeyIdentifierExtension.create(publicKey),
    ],
  };
}

/** 16 random octets, of which the first makes the number positive and of constant length (RFC 5280 section 4.1.2.2). */
function serialNumber(): string {
  const octets = crypto.getRandomValues(new Uint8Array(16));
  octets[0] = 0x40 | ((octets[0] ?? 0) & 0x3f);
  return octets.toHex();
}

function generalName(name: string): { type: "ip" | "dns"; value: string } {
  return { type: isIP(name) === 0 ? "dns" : "ip", value: name };
}
