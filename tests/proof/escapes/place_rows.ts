import type { RequestRow } from "./request_attempts.ts";

const PRIVATE = "403 private-address";

/** Requests to places that no request may reach, whatever name leads there. */
export const placeRows: readonly RequestRow[] = [
  { name: "a host without a route", host: "evil.test", sees: "403 host-not-allowed" },
  {
    name: "a method that no match allows",
    host: "get.test",
    method: "DELETE",
    path: "/ok",
    sees: "403 no-match",
  },
  { name: "a path that no match allows", host: "get.test", path: "/other", sees: "403 no-match" },
  {
    name: "a path that begins like an allowed one",
    host: "get.test",
    path: "/okay",
    sees: "403 no-match",
  },
  {
    name: "dot segments",
    host: "get.test",
    path: "/ok/../other",
    sees: "400 ambiguous-target",
    ways: ["absolute", "clear", "tls"],
  },
  {
    name: "dot segments, encoded",
    host: "get.test",
    path: "/ok/%2e%2e/other",
    sees: "400 ambiguous-target",
  },
  {
    name: "dot segments, encoded twice",
    host: "get.test",
    path: "/ok/%252e%252e/other",
    sees: "400 ambiguous-target",
  },
  {
    name: "an encoded slash before path rules",
    host: "get.test",
    path: "/ok%2f..%2fother",
    sees: "400 ambiguous-target",
  },
  {
    name: "path parameters",
    host: "get.test",
    path: "/ok;/../other",
    sees: /^400 ambiguous-target$/,
    ways: ["absolute", "clear", "tls"],
  },
  {
    name: "a method's override",
    host: "get.test",
    method: "POST",
    path: "/ok",
    fields: [["X-HTTP-Method-Override", "GET"]],
    body: "a",
    sees: "403 no-match",
  },
  { name: "a port that the route does not mean", host: "ports.test", sees: "403 port-not-allowed" },
  { name: "the port of ssh", host: "ports.test", port: 22, sees: "403 port-not-allowed" },
  {
    name: "the port of mail",
    host: "bearer.test",
    port: 25,
    sees: /^403 (private-address|plaintext-credential|port-not-allowed)$/,
    reaches: "dns",
  },
  {
    name: "a name that is a loopback address",
    host: "private.test",
    sees: PRIVATE,
    reaches: "dns",
  },
  {
    name: "localhost",
    host: "localhost",
    sees: PRIVATE,
    reaches: "dns",
    ways: ["absolute", "clear", "tls"],
  },
  {
    name: "a public address and a loopback one",
    host: "one-bad.test",
    sees: PRIVATE,
    reaches: "dns",
  },
  {
    name: "a loopback address before a public one",
    host: "bad-first.test",
    sees: PRIVATE,
    reaches: "dns",
  },
  {
    name: "a loopback address of the other family",
    host: "other-family.test",
    sees: PRIVATE,
    reaches: "dns",
  },
  { name: "a loopback address, mapped", host: "mapped.test", sees: PRIVATE, reaches: "dns" },
  {
    name: "a name that is a metadata address",
    host: "metadata.test",
    sees: PRIVATE,
    reaches: "dns",
  },
  {
    name: "a name that is the address of no host",
    host: "nowhere.test",
    sees: PRIVATE,
    reaches: "dns",
  },
  {
    name: "the metadata address",
    host: "169.254.169.254",
    port: 80,
    path: "/latest/meta-data/",
    sees: PRIVATE,
    ways: ["absolute", "clear"],
  },
  {
    name: "the metadata address, mapped",
    host: "::ffff:169.254.169.254",
    port: 80,
    sees: PRIVATE,
    ways: ["absolute", "clear"],
  },
  {
    name: "the metadata address behind NAT64",
    host: "64:ff9b::a9fe:a9fe",
    port: 80,
    sees: PRIVATE,
    ways: ["absolute", "clear"],
  },
  {
    name: "the metadata address of IPv6",
    host: "fd00:ec2::254",
    port: 80,
    sees: PRIVATE,
    ways: ["absolute", "clear"],
  },
  {
    name: "a private address",
    host: "10.0.0.1",
    port: 80,
    sees: PRIVATE,
    ways: ["absolute", "clear"],
  },
];

/** Git by writings that a server may understand and a rule may not. */
export const gitRows: readonly RequestRow[] = [
  { name: "push", method: "POST", path: "/a/b.git/git-receive-pack", body: "0000" },
  { name: "push's first question", path: "/a/b.git/info/refs?service=git-receive-pack" },
  { name: "a service in capitals", path: "/a/b/info/refs?SERVICE=GIT-RECEIVE-PACK" },
  { name: "a service, percent-encoded", path: "/a/b/info/refs?service=git%2dreceive%2dpack" },
  {
    name: "a service, percent-encoded twice",
    path: "/a/b/info/refs?s%2565rvice=git%252dreceive-pack",
  },
  { name: "a service behind others", path: "/a/b/info/refs?x=1;service=git-receive-pack" },
  { name: "a path in capitals", method: "POST", path: "/a/b/Git-Receive-Pack", body: "0000" },
  {
    name: "a path, percent-encoded",
    method: "POST",
    path: "/a/b/git%2dreceive-pack",
    body: "0000",
  },
  {
    name: "a path with parameters",
    method: "POST",
    path: "/a/b/git-receive-pack;v=1",
    body: "0000",
  },
  {
    name: "a path with a slash behind",
    method: "POST",
    path: "/a/b/git-receive-pack/",
    body: "0000",
  },
  {
    name: "an upload to LFS",
    method: "POST",
    path: "/a/b.git/info/lfs/objects/batch",
    body: '{"operation":"upload","objects":[]}',
  },
  {
    name: "an upload to LFS, escaped",
    method: "POST",
    path: "/a/b.git/info/lfs/objects/batch",
    body: '{"oper\\u0061tion":"upl\\u006fad","objects":[]}',
  },
  { name: "a lock of LFS", method: "POST", path: "/a/b.git/info/lfs/locks", body: '{"path":"x"}' },
  { name: "WebDAV's PUT", method: "PUT", path: "/a/b.git/objects/ab/cdef", body: "x" },
  {
    name: "push where fetch is allowed",
    host: "fetch.test",
    method: "POST",
    path: "/a.git/git-receive-pack",
    body: "0000",
  },
].map((row) => ({ ...row, sees: "403 git-push" }));

/** Fetching where no route allows it. */
export const fetchRows: readonly RequestRow[] = [
  { name: "fetch", path: "/a/b.git/info/refs?service=git-upload-pack", sees: "403 git-fetch" },
  { name: "fetch of the dumb protocol", path: "/a/b.git/info/refs", sees: "403 git-fetch" },
  {
    name: "an object of the dumb protocol",
    path: "/a/b.git/objects/info/packs",
    sees: "403 git-fetch",
  },
  {
    name: "an archive",
    method: "POST",
    path: "/a/b.git/git-upload-archive",
    body: "0000",
    sees: "403 git-fetch",
  },
  {
    name: "a download from LFS",
    method: "POST",
    path: "/a/b.git/info/lfs/objects/batch",
    body: '{"operation":"download","objects":[]}',
    sees: "403 git-fetch",
  },
  {
    name: "two services that differ",
    path: "/a/b/info/refs?service=x&service=git-receive-pack",
    sees: "400 ambiguous-target",
  },
];
