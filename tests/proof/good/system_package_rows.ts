import { gzipSync } from "node:zlib";
import { tarBytes } from "../../support/archive_bytes.ts";
import { answers } from "./answers.ts";
import type { GoodRow } from "./good_row.ts";
import { made } from "./made.ts";

const m = made(13);
const { binary, text, json } = answers;
const bytes = (text: string) => new TextEncoder().encode(text);

const pgp = `-----BEGIN PGP SIGNATURE-----\n\n${m.lines(12, () => m.base64(48))}\n=${
  m.base64(3)
}\n-----END PGP SIGNATURE-----\n`;
const release = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nOrigin: Debian\nSHA256:\n${
  m.lines(200, (i) => ` ${m.hex(64)} ${m.below(9e6)} main/binary-amd64/by-hash/${i}`)
}\n${pgp}`;
const digest = () => `sha256:${m.hex(64)}`;
const manifest = {
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: { digest: digest(), size: 7023 },
  layers: Array.from({ length: 12 }, () => ({ digest: digest(), size: m.below(9e6) })),
  annotations: { "org.opencontainers.image.revision": m.hex(40) },
};

/** What distributions, registries of containers and other package managers ask for and get. */
export const systemPackageRows: readonly GoodRow[] = [
  { name: "apt: a signed release", path: "/debian/dists/stable/InRelease", answer: text(release) },
  {
    name: "apt: a list by its hash",
    path: `/debian/dists/stable/main/binary-amd64/by-hash/SHA256/${m.hex(64)}`,
    answer: binary(
      gzipSync(m.lines(300, (i) => `Package: p${i}\nVersion: 1.${i}\nSHA256: ${m.hex(64)}\n`)),
    ),
  },
  {
    name: "apt: a package",
    path: "/debian/pool/main/c/curl/curl_8.5.0_amd64.deb",
    answer: binary(
      `!<arch>\ndebian-binary   1700000000  0     0     100644  4         \`\n2.0\n${
        m.bytes(30_000)
      }`,
    ),
  },
  {
    name: "apk: an index",
    path: "/alpine/v3.20/main/x86_64/APKINDEX.tar.gz",
    answer: binary(gzipSync(tarBytes(
      "APKINDEX",
      bytes(m.lines(200, (i) => `C:Q1${m.base64(20)}\nP:p${i}\nV:1.${i}-r0\n`)),
    ))),
  },
  {
    name: "docker: the registry's challenge",
    path: "/v2/",
    answer: {
      status: 401,
      fields: [[
        "WWW-Authenticate",
        'Bearer realm="https://auth.test/token",service="registry.test",scope="repository:library/node:pull"',
      ], ["Docker-Distribution-Api-Version", "registry/2.0"]],
      body: '{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}',
    },
  },
  {
    name: "docker: a manifest",
    path: `/v2/library/node/manifests/${digest()}`,
    fields: [[
      "Accept",
      "application/vnd.oci.image.index.v1+json, application/vnd.docker.distribution.manifest.v2+json",
    ]],
    answer: json(manifest, manifest.mediaType),
  },
  {
    name: "docker: a layer",
    path: `/v2/library/node/blobs/${digest()}`,
    answer: binary(gzipSync(m.bytes(60_000))),
  },
  {
    name: "docker: whether a layer is there",
    method: "HEAD",
    path: `/v2/library/node/blobs/${digest()}`,
    answer: { fields: [["Docker-Content-Digest", digest()]] },
  },
  {
    name: "maven: a POM",
    path: "/maven2/org/a/b/1.0/b-1.0.pom",
    answer: text(
      "<project><modelVersion>4.0.0</modelVersion><properties><password.encoder>bcrypt</password.encoder></properties></project>",
      "text/xml",
    ),
  },
  {
    name: "maven: a checksum",
    path: "/maven2/org/a/b/1.0/b-1.0.jar.sha1",
    answer: text(m.hex(40)),
  },
  { name: "maven: a signature", path: "/maven2/org/a/b/1.0/b-1.0.jar.asc", answer: text(pgp) },
  {
    name: "gems: compact index",
    path: "/info/rails",
    answer: text(
      m.lines(100, (i) => `7.${i}.0 actionpack:= 7.${i}.0|checksum:${m.hex(64)},ruby:>= 3.1`),
    ),
  },
  {
    name: "nuget: the service's index",
    path: "/v3/index.json",
    answer: json({
      version: "3.0.0",
      resources: [{ "@id": "https://nuget.test/query", "@type": "SearchQueryService" }],
    }),
  },
  {
    name: "conda: repodata in zstd",
    path: "/conda-forge/linux-64/repodata.json.zst",
    answer: binary(`\x28\xb5\x2f\xfd${m.bytes(20_000)}`),
  },
  {
    name: "helm: an index",
    path: "/charts/index.yaml",
    answer: text(
      `apiVersion: v1\nentries:\n${
        m.lines(80, (i) => `  c${i}:\n  - digest: ${m.hex(64)}\n    version: 1.${i}.0`)
      }\n`,
    ),
  },
  {
    name: "terraform: a provider",
    path: "/v1/providers/a/b/1.0.0/download/linux/amd64",
    answer: json({
      shasum: m.hex(64),
      signing_keys: {
        gpg_public_keys: [{
          key_id: m.hex(16).toUpperCase(),
          ascii_armor: `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n${
            m.lines(20, () => m.base64(48))
          }\n-----END PGP PUBLIC KEY BLOCK-----`,
        }],
      },
    }),
  },
];
