import { dirname } from "node:path";
import { ConfigError } from "../config/config_error.ts";
import { limits } from "../limits.ts";
import { loadAuthority } from "./authority.ts";
import { failureWords } from "./failure_words.ts";
import { ownership } from "./ownership.ts";
import type { SigningAuthority } from "./signing_authority.ts";
import { x509 } from "./x509.ts";

/**
 * Makes an authority (EC P-256, self-signed, ten years) and its file (mode 0600, PKCS#8 and
 * certificate), its folders too (mode 0700), and loads it from there. A file that exists by then is
 * never overwritten: of two sidecars that start together both end with the winner's authority.
 *
 * @param now milliseconds since 1970
 * @throws ConfigError if the file cannot be made, or the winner's does not load
 */
export async function makeAuthority(
  path: string,
  now: () => number = Date.now,
): Promise<SigningAuthority> {
  const pem = await authorityPem(now());
  try {
    await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeOnce(path, pem);
  } catch (error) {
    const folder = dirname(path);
    throw new ConfigError(
      { file: path },
      `cannot make the authority: ${failureWords(error)} (folder: ${await ownership(folder)})`,
      "give the sidecar's user write access to the folder, or name another file in EGRESS_CA",
    );
  }
  const authority = await loadAuthority(path, now);
  if (authority !== undefined) return authority;
  // Linking saw a name that reading does not find.
  throw new ConfigError(
    { file: path },
    "cannot make the authority: it is a symbolic link that leads nowhere",
    "remove the link, or make the file that it names",
  );
}

/**
 * Writes a file beside `path` and links it there: linking, unlike renaming, fails where the name
 * exists, and whoever reads the name sees the whole content or none.
 */
async function writeOnce(path: string, text: string): Promise<void> {
  const beside = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    await Deno.writeTextFile(beside, text, { createNew: true, mode: 0o600 });
    using file = await Deno.open(beside, { write: true });
    await file.sync();
    await Deno.link(beside, path).catch((error) =>
      error instanceof Deno.errors.AlreadyExists ? undefined : renameOnce(beside, path)
    );
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) throw error;
  } finally {
    // After a rename it is not there.
    await Deno.remove(beside).catch(() => {});
  }
}

/**
 * Some shared folders of virtual machines know no links. There the name is claimed by an empty file,
 * which only one can make, and the whole file renamed over it; a claim that comes to nothing is taken
 * back. A second sidecar that starts in the same instant may read the empty file; it then refuses to
 * start, and starts the next time.
 */
async function renameOnce(from: string, to: string): Promise<void> {
  (await Deno.open(to, { write: true, createNew: true, mode: 0o600 })).close();
  try {
    await Deno.rename(from, to);
  } catch (error) {
    await Deno.remove(to).catch(() => {});
    throw error;
  }
}

/** The extensions are those that strict verifiers ask of an authority (RFC 5280 sections 4.2.1.2, 3 and 9). */
async function authorityPem(nowMs: number): Promise<string> {
  const {
    BasicConstraintsExtension,
    KeyUsageFlags,
    KeyUsagesExtension,
    PemConverter,
    SubjectKeyIdentifierExtension,
    X509CertificateGenerator,
  } = await x509();
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const name = `egress authority ${crypto.randomUUID().slice(0, 8)}`;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: crypto.randomUUID().replaceAll("-", "").replace(/^./, "4"),
    // The name is as unique as the key, since clients look up an issuer by its name.
    name: [{ CN: [name] }, { O: ["egress"] }],
    notBefore: new Date(nowMs - limits.certificateBackdateMs),
    notAfter: new Date(nowMs + limits.authorityLifeMs),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      // It signs leaves and no further authorities.
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await crypto.subtle.exportKey("pkcs8", keys.privateKey);
  return `${PemConverter.encode(key, "PRIVATE KEY")}\n${certificate.toString("pem")}\n`;
}
