import type { Rule } from "../rule.ts";
import { entropy } from "../check/entropy.ts";
import { isJwt } from "../check/is_jwt.ts";
import { isRandom } from "../check/is_random.ts";
import { isStoredHash } from "../check/is_stored_hash.ts";
import { structured } from "./build/structured.ts";

/** The longest private key that is taken whole, in bytes of PEM: RSA 8192 has some 6,400. */
const PEM_BYTES = 12_288;
/** A line of base64, and more than a sentence about keys shows. */
function isKeyBody(value: string): boolean {
  const line = /[A-Za-z0-9+/]{40,200}/.exec(value)?.[0];
  return line !== undefined && entropy(line) > 3.8;
}

/** Private keys, signed tokens, password hashes: formats of standards rather than vendors. */
export const keys: readonly Rule[] = [
  structured({
    id: "private-key-pem",
    kind: "private key",
    keywords: ["-----BEGIN", "---- BEGIN", "----- BEGIN"],
    before: 8,
    pattern:
      /(?:-----BEGIN|---- BEGIN|----- BEGIN)[ A-Z0-9]{0,40}(?:PRIVATE KEY|PRIVATE KEY BLOCK) ?-{4,5}(?:[A-Za-z0-9+/=\s\\",:.'|#*()@<>_&;%]|-(?!-)){40,12000}(?:-{4,5} ?END[ A-Z0-9]{0,50}-{4,5})?/g,
    after: PEM_BYTES,
    check: isKeyBody,
    match: [
      "-----BEGIN RSA PRIVATE KEY-----\n<b64>\n<b64>\n<b40>\n-----END RSA PRIVATE KEY-----",
      "-----BEGIN OPENSSH PRIVATE KEY-----\\n<b70>\\n<b70>\\n-----END OPENSSH PRIVATE KEY-----",
      `"private_key": "-----BEGIN PRIVATE KEY-----\\n<b64>\\n<b64>\\n`,
      "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n<b64>\n<b64>\n=<x4>\n-----END PGP PRIVATE KEY BLOCK-----",
      "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n<b70>\n<b70>\n---- END SSH2 ENCRYPTED PRIVATE KEY ----",
    ],
    miss: [
      "-----BEGIN PUBLIC KEY-----\n<b64>\n<b64>\n-----END PUBLIC KEY-----",
      "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
    ],
  }),
  structured({
    id: "private-key-pem-base64",
    kind: "private key in base64",
    // "-----BEGIN" in base64; the kind of key follows and decides.
    keywords: ["LS0tLS1CRUdJTi"],
    pattern:
      /LS0tLS1CRUdJTi[A-Za-z0-9+/=_-]{0,60}?(?:UFJJVkFURSBLRV|QUklWQVRFIEtFW|SSVZBVEUgS0VZ)[A-Za-z0-9+/=_-]{64,12000}/g,
    after: PEM_BYTES,
    check: isKeyBody,
    match: ["LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQ<b200>"],
  }),
  structured({
    id: "private-key-der-base64",
    kind: "private key without its frame",
    // The first bytes of PKCS#8 (RSA, EC P-256, Ed25519), SEC1 P-256 and OpenSSH in base64.
    keywords: [
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC",
      "MIIEvgIBADANBgkqhkiG9w0BAQEFAASC",
      "MIIEvAIBADANBgkqhkiG9w0BAQEFAASC",
      "MIIJQgIBADANBgkqhkiG9w0BAQEFAASC",
      "MIIJQwIBADANBgkqhkiG9w0BAQEFAASC",
      "MIIJRAIBADANBgkqhkiG9w0BAQEFAASC",
      "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49",
      "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAi",
      "MC4CAQAwBQYDK2VwBCIEI",
      "MHcCAQEEI",
      "MIIEpAIBAAKCAQEA",
      "MIIEowIBAAKCAQEA",
      "MIIEogIBAAKCAQEA",
      "MIIEpQIBAAKCAQEA",
      "MIIJKAIBAAKCAgEA",
      "MIIJKQIBAAKCAgEA",
      "MIICXAIBAAKBgQ",
      "MIICXQIBAAKBgQ",
      "MIICXgIBAAKBgQ",
      "b3BlbnNzaC1rZXktdjEAAAAA",
    ],
    pattern:
      /(?:MII(?:Ev[A-Z]|JQ[A-Z]|JR[A-Z])[A-Za-z0-9+/]{6,24}qhkiG9w0BAQEFAASC|MIGHAgEAMBMG|MIG2AgEAMBAG|MC4CAQAwBQYDK2VwBCIEI|MHcCAQEEI|MII(?:Ep|Eo|JK)[A-Za-z]IBAAKCA[gQ]EA|MIICX[A-Z]IBAAKBgQ|b3BlbnNzaC1rZXktdjEAAAAA)[A-Za-z0-9+/]{32}[A-Za-z0-9+/\s\\=]{8,12000}/g,
    after: PEM_BYTES,
    check: isKeyBody,
    match: [
      "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC<b200>",
      "MC4CAQAwBQYDK2VwBCIEI<b43>",
      "MHcCAQEEI<b120>==",
      "b3BlbnNzaC1rZXktdjEAAAAA<b200>",
    ],
  }),
  structured({
    id: "putty-private-key",
    kind: "PuTTY private key",
    keywords: ["PuTTY-User-Key-File-"],
    pattern:
      /PuTTY-User-Key-File-\d: [\s\S]{20,3000}?Private-Lines: \d{1,3}(?<value>[A-Za-z0-9+/=\s\\]{40,8000})/g,
    after: PEM_BYTES,
    check: isKeyBody,
    match: [
      "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: key\nPublic-Lines: 1\n<b64>\nPrivate-Lines: 1\n<b64>\n<b64>\nPrivate-MAC: <h40>",
    ],
  }),
  structured({
    id: "age-secret-key",
    kind: "age secret key",
    keywords: ["AGE-SECRET-KEY-1", "AGE-SECRET-KEY-PQ-1", "AGE-PLUGIN-"],
    pattern:
      /AGE-SECRET-KEY-(?:1[A-Z0-9]{58}|PQ-1[A-Z0-9]{58,2000})|AGE-PLUGIN-[A-Z0-9]{2,20}-1[A-Z0-9]{20,300}/gi,
    after: 2100,
    match: ["AGE-SECRET-KEY-1<t58>"],
  }),
  structured({
    id: "minisign-secret-key",
    kind: "minisign or signify secret key",
    keywords: ["secret key\n", "minisign encrypted secret key", "signify secret key", "RWRTY0Iy"],
    pattern: /(?<![A-Za-z0-9+/])RWRTY0Iy[A-Za-z0-9+/]{100,260}={0,2}/g,
    match: ["untrusted comment: minisign encrypted secret key\nRWRTY0Iy<b200>="],
  }),
  structured({
    id: "wireguard-private-key",
    kind: "WireGuard private key",
    keywords: ["PrivateKey", "PresharedKey"],
    exactCase: false,
    pattern:
      /(?:PrivateKey|PresharedKey)["']?\s{0,4}[=:]\s{0,4}["']?(?<value>[A-Za-z0-9+/]{43}=)/gi,
    match: ["[Interface]\nPrivateKey = <b43>=", "PresharedKey = <b43>="],
  }),
  structured({
    id: "jwk-private-key",
    kind: "private key as JWK",
    keywords: ['"kty"', '\\"kty\\"'],
    pattern:
      /\\?"kty\\?"\s{0,4}:\s{0,4}\\?"[A-Za-z]{2,4}\\?"[^{}]{0,800}?\\?"[dk]\\?"\s{0,4}:\s{0,4}\\?"(?<value>[A-Za-z0-9_-]{22,800})/g,
    before: 16,
    after: 2400,
    match: [
      `{"kty":"EC","crv":"P-256","x":"<w43>","y":"<w43>","d":"<w43>"}`,
      `{"kty":"oct","k":"<w43>"}`,
    ],
    miss: [`{"kty":"EC","crv":"P-256","x":"<w43>","y":"<w43>"}`],
  }),
  structured({
    id: "jwk-private-key-first",
    kind: "private key as JWK",
    keywords: [`"kty"`, `\\"kty\\"`],
    pattern:
      /\\?"[dk]\\?"\s{0,4}:\s{0,4}\\?"(?<value>[A-Za-z0-9_-]{22,800})\\?"[^{}]{0,1600}?\\?"kty\\?"/g,
    before: 1800,
    after: 16,
    match: [`{"d":"<w43>","crv":"Ed25519","kty":"OKP"}`],
  }),
  structured({
    id: "jwt",
    kind: "JSON web token",
    // `{"` in base64url, then any letter of a member's name.
    keywords: ["eyJ"],
    pattern:
      /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,1000}\.(?:ey[A-Za-z0-9_-]{8,4000}|[A-Za-z0-9_-]{0,1000}\.[A-Za-z0-9_-]{8,200}\.[A-Za-z0-9_-]{8,4000})\.[A-Za-z0-9_-]{10,1400}/g,
    after: 4096,
    check: isJwt,
    match: [
      "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI<x40>.<w43>",
      "Cookie: session=eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ<x80>.<w342>",
    ],
    miss: ["eyJ<x40>.eyJ<x40>.<w43>", "eyJhbGciOiJIUzI1NiJ9"],
  }),
  structured({
    id: "jwt-base64",
    kind: "JSON web token in base64",
    keywords: ["ZXlKaGJHY2lPaU", "ZXlKMGVYQWlPaU", "ZXlKcmFXUWlPaU"],
    pattern:
      /(?<![A-Za-z0-9+/_-])ZXlK(?:aGJHY2lPaU|MGVYQWlPaU|cmFXUWlPaU)[A-Za-z0-9+/_-]{60,4000}={0,2}/g,
    after: 4096,
    match: ["ZXlKaGJHY2lPaUpJVXpJMU5pSjku<b120>"],
  }),
  structured({
    id: "password-hash",
    kind: "password hash",
    // Hashes that begin with one digit or letter (`$6$`) are only looked for in `/etc/shadow`, below.
    keywords: [
      "$2a$",
      "$2b$",
      "$2y$",
      "$2x$",
      "$argon2",
      "$apr1$",
      "$y$j",
      "$krb5",
      "$6$rounds",
      "$5$rounds",
    ],
    pattern:
      /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|\$argon2(?:id|i|d)\$v=\d{1,3}\$[mtp=,\d]{5,40}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{16,180}|\$apr1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|\$[56]\$rounds=\d{1,9}\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43,86}|\$y\$j[./A-Za-z0-9]{2,8}\$[./A-Za-z0-9]{8,90}\$[./A-Za-z0-9]{43}|\$krb5(?:tgs|asrep|pa)\$\d{1,2}\$[^\s$]{0,120}\$?[^\s]{0,80}?[a-f0-9]{32}\$[a-f0-9]{64,2000}/g,
    after: 2400,
    check: (value, match) => isRandom(value.slice(-22)) && isStoredHash(value, match),
    match: [
      `"password": "$2y$10$<x53>"`,
      "$2b$12$<x53>",
      "$argon2id$v=19$m=65536,t=3,p=4$<x22>$<x43>",
      "admin:$apr1$<x8>$<x22>",
      "$6$rounds=5000$<x8>$<x86>",
      "user=1&note=$2a$10$<x53>&page=2",
    ],
    miss: [
      `String hash = "$2b$12$<x53>";`,
      `verify(plain, "$argon2id$v=19$m=16,t=2,p=1$<x22>$<x43>")`,
    ],
  }),
  structured({
    id: "shadow-entry",
    kind: "password hash of a system account",
    keywords: [":99999:", "passwordhash", "password_hash", "hashed_password", "shadow"],
    exactCase: false,
    pattern:
      /\$(?:6\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}|5\$[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}|1\$[./A-Za-z0-9]{1,8}\$[./A-Za-z0-9]{22}|8\$[./A-Za-z0-9]{8,16}\$[./A-Za-z0-9]{43})/g,
    before: 160,
    after: 200,
    check: (value) => isRandom(value.slice(-22)),
    match: ["root:$6$<x8>$<x86>:19000:0:99999:7:::", `password_hash = "$1$<x8>$<x22>"`],
  }),
  structured({
    id: "bitcoin-extended-private-key",
    kind: "extended private key of a wallet",
    keywords: ["xprv", "yprv", "zprv", "tprv"],
    pattern: /(?<![A-Za-z0-9])[xyzt]prv[1-9A-HJ-NP-Za-km-z]{107,108}(?![A-Za-z0-9])/g,
    match: ["xprv9s21ZrQH143K<s95>"],
  }),
  structured({
    id: "wallet-private-key",
    kind: "private key of a wallet",
    keywords: ["private", "priv_key", "eth_key", "wallet", "mnemonic_key", "deployer"],
    exactCase: false,
    pattern:
      /(?:private|priv_key|eth_key|wallet|deployer)[^\r\n]{0,24}?[=:(,]\s{0,4}["'`\\\[]{0,3}(?<value>(?:0x)?[a-f0-9]{64}|[5KL][1-9A-HJ-NP-Za-km-z]{50,51}|[1-9A-HJ-NP-Za-km-z]{87,88})(?![\w+/])/gi,
    check: (value, match) => isRandom(value) && !/hash|sha|digest|public/i.test(match[0]),
    match: ["PRIVATE_KEY=0x<h64>", "private_key: <h64>"],
    miss: ["private_key_hash: <h64>"],
  }),
  structured({
    id: "seed-phrase",
    kind: "seed phrase of a wallet",
    keywords: [
      "mnemonic",
      "seed phrase",
      "seed_phrase",
      "seedphrase",
      "recovery phrase",
      "recovery_phrase",
    ],
    exactCase: false,
    pattern:
      /(?:mnemonic|(?:seed|recovery)[ _]?phrase)\\{0,3}["']?\s{0,3}(?:is\s{0,2})?[=:]?\s{0,3}\\{0,3}["'`]?(?![a-z ]{223})(?<value>[a-z][a-z ]{46,220}[a-z])(?![a-z ])/gi,
    check: isSeedPhrase,
    match: [
      'MNEMONIC="gravity window machine obscure oven divert rail copper lounge virus acid moon"',
    ],
    miss: ["mnemonic: a word that helps to remember the order of these many things in mind"],
  }),
];

/** Twelve to twenty-four words of three to eight letters, hardly one of them twice. */
function isSeedPhrase(value: string): boolean {
  const words = value.split(" ");
  return words.length >= 12 && words.length <= 24 && new Set(words).size >= 9 &&
    words.every((word) => word.length >= 3 && word.length <= 8) && !ORDINARY.test(value);
}

/** Small words that no list of seed words has (BIP 39). */
const ORDINARY =
  / (?:the|and|for|you|are|not|with|from|your|his|her|was|were|has|have|these|those|many) /i;
