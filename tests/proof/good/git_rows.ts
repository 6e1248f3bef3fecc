import { gzipSync } from "node:zlib";
import { answers } from "./answers.ts";
import type { GoodRow } from "./good_row.ts";
import { made } from "./made.ts";

const m = made(17);
const { binary, text, json } = answers;

/** What git says over HTTPS, to a route that allows fetching. */
export const gitGoodRows: readonly GoodRow[] = [
  {
    name: "the refs of a repository",
    path: "/a/b.git/info/refs?service=git-upload-pack",
    fields: [["Git-Protocol", "version=2"], ["Pragma", "no-cache"]],
    answer: text(
      `001e# service=git-upload-pack\n0000${
        m.lines(300, (i) => `003f${m.hex(40)} refs/heads/branch-${i}`)
      }\n0000`,
      "application/x-git-upload-pack-advertisement",
    ),
  },
  {
    name: "protocol 2's ls-refs",
    method: "POST",
    path: "/a/b.git/git-upload-pack",
    fields: [["Content-Type", "application/x-git-upload-pack-request"], [
      "Git-Protocol",
      "version=2",
    ]],
    body:
      "0014command=ls-refs\n0024agent=git/2.43.0-Linux0016object-format=sha100010009peel\n000csymrefs\n001bref-prefix refs/heads/\n0000",
    answer: text(m.lines(200, (i) => `0052${m.hex(40)} refs/heads/b${i} peeled:${m.hex(40)}`)),
  },
  {
    name: "wants and haves",
    method: "POST",
    path: "/a/b.git/git-upload-pack",
    fields: [["Content-Type", "application/x-git-upload-pack-request"]],
    body: `${m.lines(200, () => `0032want ${m.hex(40)}\n`, "")}0000${
      m.lines(200, () => `0032have ${m.hex(40)}\n`, "")
    }0009done\n`,
    answer: binary(
      `0008NAK\n${m.lines(6, () => `fff5\x01${m.bytes(9_000)}`, "")}0000`,
      "application/x-git-upload-pack-result",
    ),
  },
  {
    name: "wants in gzip",
    method: "POST",
    path: "/a/b.git/git-upload-pack",
    fields: [["Content-Type", "application/x-git-upload-pack-request"], [
      "Content-Encoding",
      "gzip",
    ]],
    body: gzipSync(`${m.lines(400, () => `0032have ${m.hex(40)}\n`, "")}0009done\n`),
    answer: binary(`PACK\0\0\0\x02${m.bytes(50_000)}`, "application/x-git-upload-pack-result"),
  },
  {
    name: "the dumb protocol's refs",
    path: "/a/b.git/info/refs",
    answer: text(m.lines(40, (i) => `${m.hex(40)}\trefs/tags/v${i}`)),
  },
  {
    name: "an object of the dumb protocol",
    path: `/a/b.git/objects/${m.hex(2)}/${m.hex(38)}`,
    answer: binary(`\x78\x01${m.bytes(4_000)}`),
  },
  {
    name: "what LFS downloads",
    method: "POST",
    path: "/a/b.git/info/lfs/objects/batch",
    fields: [["Content-Type", "application/vnd.git-lfs+json"]],
    body: JSON.stringify({
      operation: "download",
      transfers: ["basic"],
      objects: [{ oid: m.hex(64), size: 12345 }],
    }),
    answer: json({
      objects: [{
        oid: m.hex(64),
        actions: { download: { href: `https://lfs.test/${m.hex(64)}` } },
      }],
    }),
  },
].map((row) => ({ ...row, host: "fetch.test" }) as GoodRow);
