import { gzipSync } from "node:zlib";
import { tarBytes, zipBytes } from "../../support/archive_bytes.ts";
import { answers } from "./answers.ts";
import type { GoodRow } from "./good_row.ts";
import { made } from "./made.ts";

const m = made(11);
const { binary, text, json } = answers;
const bytes = (text: string) => new TextEncoder().encode(text);
const integrity = () => `sha512-${m.base64(64)}`;
const versions = (make: (version: string) => unknown) =>
  Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`1.${i}.0`, make(`1.${i}.0`)]));

const packument = {
  name: "left-pad",
  "dist-tags": { latest: "1.39.0" },
  versions: versions((version) => ({
    name: "left-pad",
    version,
    dist: {
      integrity: integrity(),
      shasum: m.hex(40),
      tarball: `https://registry.test/left-pad/-/left-pad-${version}.tgz`,
      signatures: [{ keyid: `SHA256:${m.base64(32)}`, sig: m.base64(71) }],
    },
    _npmUser: { name: "a", email: "a@a.test" },
  })),
};
const tarball = gzipSync(
  tarBytes("package/index.js", bytes(m.lines(300, () => `exports.${m.id(8)} = ${m.below(999)};`))),
);
const wheel = zipBytes(
  "pkg/__init__.py",
  bytes(m.lines(200, (i) => `def f${i}(token): return token`)),
  true,
);
const sumdb = `${m.below(9e6)}\nexample.test/mod v1.2.3 h1:${
  m.base64(32)
}\nexample.test/mod v1.2.3/go.mod h1:${m.base64(32)}\n\ngo.sum database tree\n${m.below(9e6)}\n${
  m.base64(32)
}\n\n- sum.test Az3grl${m.base64(68)}\n`;

/** What the package managers of languages ask for and get. */
export const packageRows: readonly GoodRow[] = [
  {
    name: "npm: a package's metadata",
    path: "/left-pad",
    fields: [["Accept", "application/vnd.npm.install-v1+json; q=1.0, */*"], [
      "npm-command",
      "install",
    ]],
    answer: json(packument),
  },
  {
    name: "npm: a scoped name",
    path: "/@types%2fnode",
    answer: json({ ...packument, name: "@types/node" }),
  },
  { name: "npm: a tarball", path: "/left-pad/-/left-pad-1.3.0.tgz", answer: binary(tarball) },
  {
    name: "npm: an audit in gzip",
    method: "POST",
    path: "/-/npm/v1/security/advisories/bulk",
    fields: [["Content-Type", "application/json"], ["Content-Encoding", "gzip"]],
    body: gzipSync(
      JSON.stringify(
        Object.fromEntries(
          Array.from({ length: 300 }, () => [m.id(9), [`${m.below(9)}.${m.below(9)}.0`]]),
        ),
      ),
    ),
    answer: json({}),
  },
  {
    name: "npm: signing keys",
    path: "/-/npm/v1/keys",
    answer: json({
      keys: [{
        keyid: `SHA256:${m.base64(32)}`,
        keytype: "ecdsa-sha2-nistp256",
        key: m.base64(91),
      }],
    }),
  },
  {
    name: "npm: not modified",
    path: "/left-pad",
    fields: [["If-None-Match", `"${m.hex(32)}"`]],
    answer: { status: 304, fields: [["ETag", `"${m.hex(32)}"`]] },
  },
  {
    name: "yarn: an archive by its checksum",
    path: `/archive/${m.hex(128)}.zip`,
    answer: binary(zipBytes("a.js", bytes("exports.a = 1;"), true)),
  },
  {
    name: "pip: an index page",
    path: "/simple/requests/",
    fields: [["Accept", "application/vnd.pypi.simple.v1+json, text/html;q=0.01"]],
    answer: text(
      `<!DOCTYPE html><html><body>${
        m.lines(200, (i) =>
          `<a href="../../packages/${m.hex(2)}/${m.hex(60)}/requests-2.${i}.whl#sha256=${
            m.hex(64)
          }" data-dist-info-metadata="sha256=${m.hex(64)}">requests-2.${i}.whl</a><br/>`)
      }</body></html>`,
      "text/html",
    ),
  },
  {
    name: "pip: an index in JSON",
    path: "/simple/requests/",
    answer: json({
      files: Array.from(
        { length: 100 },
        (_, i) => ({
          filename: `requests-2.${i}.tar.gz`,
          hashes: { sha256: m.hex(64) },
          "requires-python": ">=3.8",
        }),
      ),
    }, "application/vnd.pypi.simple.v1+json"),
  },
  {
    name: "pip: a wheel",
    path: `/packages/${m.hex(2)}/${m.hex(2)}/${m.hex(60)}/pkg-1.0-py3-none-any.whl`,
    answer: binary(wheel),
  },
  {
    name: "pip: a part of a wheel",
    path: "/packages/pkg-1.0.whl",
    fields: [["Range", "bytes=100-299"]],
    answer: { status: 206, fields: [["Content-Range", "bytes 100-299/5000"]], body: m.bytes(200) },
  },
  {
    name: "pip: telling who it is",
    path: "/simple/a/",
    fields: [[
      "User-Agent",
      `pip/24.0 {"ci":null,"cpu":"x86_64","distro":{"id":"noble","libc":{"lib":"glibc","version":"2.39"},"name":"Ubuntu"},"installer":{"name":"pip","version":"24.0"},"openssl_version":"OpenSSL 3.0.13 30 Jan 2024"}`,
    ]],
    answer: text("<html></html>"),
  },
  {
    name: "cargo: an index file",
    path: "/se/rd/serde",
    answer: text(m.lines(150, (i) =>
      JSON.stringify({
        name: "serde",
        vers: `1.0.${i}`,
        deps: [],
        cksum: m.hex(64),
        features: {},
        yanked: false,
      }))),
  },
  {
    name: "cargo: a crate",
    path: "/crates/serde/1.0.200/download",
    answer: binary(tarball, "application/gzip"),
  },
  {
    name: "cargo: the index's settings",
    path: "/config.json",
    answer: json({
      dl: "https://static.test/crates",
      api: "https://crates.test",
      "auth-required": false,
    }),
  },
  {
    name: "go: versions",
    path: "/github.com/a/b/@v/list",
    answer: text(m.lines(60, (i) => `v1.${i}.0`)),
  },
  {
    name: "go: a module's file",
    path: "/github.com/!azure/sdk/@v/v1.0.0.mod",
    answer: text(
      `module example.test/a\n\nrequire (\n${
        m.lines(60, () => `\texample.test/${m.id(6)} v0.0.0-20240101000000-${m.hex(12)}`)
      }\n)\n`,
    ),
  },
  {
    name: "go: a module's archive",
    path: "/github.com/a/b/@v/v1.2.3.zip",
    answer: binary(zipBytes("a@v1.2.3/a.go", bytes("package a\n"), true), "application/zip"),
  },
  {
    name: "go: the checksum database",
    path: "/lookup/example.test/mod@v1.2.3",
    answer: text(sumdb),
  },
  {
    name: "go: a tile of the checksum database",
    path: "/tile/8/0/x012/345",
    answer: binary(m.bytes(8_192)),
  },
];
