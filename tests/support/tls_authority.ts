import { isIP } from "node:net";
import { x509 } from "../../lib/ca/x509.ts";

/** A server's certificate and key, both PEM, as `Deno.listenTls` and `node:https` take them. */
export interface ServerCertificate {
  readonly cert: string;
  readonly key: string;
}

export interface LeafShape {
  /** DNS names and IP addresses (IPv6 without brackets). */
  readonly names: readonly string[];
  /** An hour ago. */
  readonly notBefore?: Date;
  /** In a day. */
  readonly notAfter?: Date;
}

/** An authority for the upstreams of tests, apart from the one that the sidecar mints with. */
export interface TlsAuthority {
  readonly certificatePem: string;
  leaf(shape: LeafShape): Promise<ServerCertificate>;
}

const ALGORITHM = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const HOUR_MS = 3_600_000;

export async function createTlsAuthority(name = "test upstreams"): Promise<TlsAuthority> {
  const { BasicConstraintsExtension, X509CertificateGenerator } = await x509();
  const keys = await newKeys();
  const authority = await X509CertificateGenerator.createSelfSigned({
    ...validity({ names: [] }),
    name: [{ CN: [`${name} ${crypto.randomUUID().slice(0, 8)}`] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: [new BasicConstraintsExtension(true, 0, true)],
  });
  return {
    certificatePem: `${authority.toString("pem")}\n`,
    async leaf(shape) {
      const leafKeys = await newKeys();
      const leaf = await X509CertificateGenerator.create({
        ...validity(shape),
        subject: [{ CN: [shape.names[0] ?? ""] }],
        issuer: authority.subjectName,
        publicKey: leafKeys.publicKey,
        signingKey: keys.privateKey,
        signingAlgorithm: ALGORITHM,
        extensions: await serverExtensions(shape),
      });
      return { cert: `${leaf.toString("pem")}\n`, key: await keyPem(leafKeys) };
    },
  };
}

/** A leaf that nobody vouches for. */
export async function selfSignedLeaf(shape: LeafShape): Promise<ServerCertificate> {
  const { X509CertificateGenerator } = await x509();
  const keys = await newKeys();
  const leaf = await X509CertificateGenerator.createSelfSigned({
    ...validity(shape),
    name: [{ CN: [shape.names[0] ?? ""] }],
    keys,
    signingAlgorithm: ALGORITHM,
    extensions: await serverExtensions(shape),
  });
  return { cert: `${leaf.toString("pem")}\n`, key: await keyPem(keys) };
}

/** Every kind of bad certificate for `name`, with a word of what a refusal says of it. */
export async function badCertificates(
  authority: TlsAuthority,
  name: string,
): Promise<readonly { kind: string; certificate: ServerCertificate; says: RegExp }[]> {
  const names = [name];
  const at = (hours: number) => new Date(Date.now() + hours * HOUR_MS);
  const stranger = await createTlsAuthority("nobody's authority");
  return [
    { kind: "self-signed", certificate: await selfSignedLeaf({ names }), says: /self-signed/ },
    { kind: "unknown issuer", certificate: await stranger.leaf({ names }), says: /unknown issuer/ },
    {
      kind: "expired",
      certificate: await authority.leaf({ names, notBefore: at(-48), notAfter: at(-24) }),
      says: /expired/,
    },
    {
      kind: "not yet valid",
      certificate: await authority.leaf({ names, notBefore: at(24), notAfter: at(48) }),
      says: /not yet valid/,
    },
    {
      kind: "wrong name",
      certificate: await authority.leaf({ names: ["wrong-name.test"] }),
      says: /another name/,
    },
  ];
}

let shared: Promise<TlsAuthority> | undefined;

/** The authority that sidecars of tests trust upstream: one for all tests of a process. */
export function sharedAuthority(): Promise<TlsAuthority> {
  shared ??= createTlsAuthority();
  return shared;
}

async function newKeys(): Promise<CryptoKeyPair> {
  return await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]) as CryptoKeyPair;
}

async function keyPem({ privateKey }: CryptoKeyPair): Promise<string> {
  const { PemConverter } = await x509();
  return `${
    PemConverter.encode(await crypto.subtle.exportKey("pkcs8", privateKey), "PRIVATE KEY")
  }\n`;
}

function validity({ notBefore, notAfter }: LeafShape) {
  return {
    serialNumber: `4${crypto.randomUUID().replaceAll("-", "").slice(1)}`,
    notBefore: notBefore ?? new Date(Date.now() - HOUR_MS),
    notAfter: notAfter ?? new Date(Date.now() + 24 * HOUR_MS),
  };
}

async function serverExtensions({ names }: LeafShape) {
  const { BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension } = await x509();
  const { SubjectAlternativeNameExtension } = await x509();
  return [
    new BasicConstraintsExtension(false),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(
      names.map((value) => ({ type: isIP(value) === 0 ? "dns" as const : "ip" as const, value })),
    ),
  ];
}
