/** A request that is sent in every way there is, and what must come of it in each. */
export interface TwinRow {
  readonly name: string;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** What Host or `:authority` says instead of the target; `$P` is the port. */
  readonly hostField?: string;
  /** Status and `x-egress-reason`; "200" alone is the upstream's, or the introspection's. */
  readonly answer: string;
  /** Where the scheme matters. */
  readonly overHttp?: string;
}

/** The routes that the rows are judged by. All names but `gone.test` resolve to loopback. */
export const TWIN_ROUTES = `
routes:
  - host: origin.test
    allow_private_addresses: true
    matches:
      - paths: [{ value: /ok }]
      - paths: [{ value: /post }]
        methods: [POST]
      - paths: [{ value: /header }]
        headers: [{ name: x-ok, value: "yes" }]
  - host: fetch.test
    allow_private_addresses: true
    git: { fetch: true }
  - host: token.test
    allow_private_addresses: true
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_MISSING
  - host: ports.test
    allow_private_addresses: true
    ports: [1]
  - host: private.test
  - host: plain.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
  - host: gone.test
`;

type Part = Partial<Omit<TwinRow, "name" | "answer">>;

function row(name: string, answer: string, part: Part = {}): TwinRow {
  const plain = { host: "origin.test", method: "GET", path: "/ok", fields: [], body: "" };
  return { ...plain, ...part, name, answer };
}

const lfs = (operation: string): Part => ({
  host: "fetch.test",
  method: "POST",
  path: "/r.git/info/lfs/objects/batch",
  body: JSON.stringify({ operation, objects: [] }),
});

export const twinRows: readonly TwinRow[] = [
  row("an allowed path", "200"),
  row("a path below it", "200", { path: "/ok/a" }),
  row("a query that looks like dot segments", "200", { path: "/ok?a=/../b%2f%00" }),
  row("HEAD", "200", { method: "HEAD" }),
  row("an unusual method", "200", { method: "PATCH", body: "a" }),
  row("a path beside it", "403 no-match", { path: "/okay" }),
  row("an allowed method", "200", { method: "POST", path: "/post", body: "a=b" }),
  row("another method", "403 no-match", { path: "/post" }),
  row("an allowed field", "200", { path: "/header", fields: [["x-ok", "yes"]] }),
  row("another value of it", "403 no-match", { path: "/header", fields: [["x-ok", "yes, no"]] }),
  row("the field twice", "403 no-match", {
    path: "/header",
    fields: [["x-ok", "yes"], ["x-ok", "no"]],
  }),
  row("no such field", "403 no-match", { path: "/header" }),
  row("a host without a route", "403 host-not-allowed", { host: "denied.test" }),
  row("a git push", "403 git-push", { path: "/ok/r.git/info/refs?service=git-receive-pack" }),
  row("a git push to nowhere", "403 git-push", { host: "denied.test", path: "/git-receive-pack" }),
  row("a git fetch", "403 git-fetch", { path: "/ok/r.git/info/refs?service=git-upload-pack" }),
  row("an allowed git fetch", "200", {
    host: "fetch.test",
    path: "/r.git/info/refs?service=git-upload-pack",
  }),
  row("two git services", "400 ambiguous-target", {
    host: "fetch.test",
    path: "/r.git/info/refs?service=git-upload-pack&service=git-receive-pack",
  }),
  row("a git service, encoded", "403 git-push", {
    host: "fetch.test",
    path: "/r.git/info/refs?%73ervice=git%2dreceive-pack",
  }),
  row("an LFS upload", "403 git-push", lfs("upload")),
  row("an LFS download", "200", lfs("download")),
  row("dot segments", "400 ambiguous-target", { path: "/ok/../secret" }),
  row("dot segments, encoded", "400 ambiguous-target", { path: "/ok/%2e%2e/secret" }),
  row("an encoded slash before path rules", "400 ambiguous-target", { path: "/ok/a%2fb" }),
  row("an encoded slash without them", "200", { host: "fetch.test", path: "/@types%2fnode" }),
  row("an encoded backslash", "400 ambiguous-target", { path: "/ok/a%5cb" }),
  row("an encoded NUL", "400 ambiguous-target", { path: "/ok/a%00" }),
  row("a method in mixed case", "400 method-not-allowed", { method: "GeT" }),
  row("TRACE", "405 method-not-allowed", { method: "TRACE" }),
  row("a credential that is not there", "403 credential-missing", { host: "token.test" }),
  row("another port", "403 port-not-allowed", { host: "ports.test" }),
  row("a private address", "403 private-address", { host: "private.test" }),
  row("a credential to another port, or over plain HTTP", "403 port-not-allowed", {
    host: "plain.test",
    overHttp: "403 plaintext-credential",
  }),
  row("a name without address", "502 upstream-dns", { host: "gone.test" }),
  row("Host in upper case", "200", { hostField: "ORIGIN.Test:$P" }),
  row("Host of another name", "421 authority-mismatch", { hostField: "fetch.test:$P" }),
  row("Host of another port", "421 authority-mismatch", { hostField: "origin.test:1" }),
  row("Host with userinfo", "400 ambiguous-target", { hostField: "a@origin.test:$P" }),
  row("Host with a last dot", "400 ambiguous-target", { hostField: "origin.test.:$P" }),
  row("introspection", "200", { host: "_egress.local", path: "/healthz" }),
  row("introspection of nothing", "404", { host: "_egress.local", path: "/nothing" }),
];
