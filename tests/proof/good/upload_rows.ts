import { gzipSync } from "node:zlib";
import { tarBytes, zipBytes } from "../../support/archive_bytes.ts";
import { lockFiles, sourceFiles } from "./files.ts";
import type { GoodAnswer, GoodRow } from "./good_row.ts";
import { made } from "./made.ts";

const m = made(59);
const bytes = (text: string) => new TextEncoder().encode(text);
const typed = (type: string, body: string | Uint8Array, more: GoodAnswer = {}): GoodAnswer => ({
  fields: [["Content-Type", type]],
  body,
  ...more,
});
const upload = (
  name: string,
  type: string,
  body: string | Uint8Array,
  method = "PUT",
): GoodRow => ({
  name,
  method,
  path: `/upload/${encodeURIComponent(name)}`,
  fields: [["Content-Type", type]],
  body,
});

const readme =
  `# tool\n\n\`\`\`sh\nexport TOOL_TOKEN="your-token"\ncurl -H "Authorization: Bearer $TOOL_TOKEN" https://api.test/v1/me\n\`\`\`\n\nNever share your token. See [SECURITY.md](SECURITY.md).\n`;

/** What agents upload. */
export const uploadRows: readonly GoodRow[] = [
  upload("a picture", "image/png", `\x89PNG\r\n\x1a\n${m.bytes(30_000)}`),
  upload("a photograph", "image/jpeg", `\xff\xd8\xff\xe1\0\x10Exif\0\0${m.bytes(30_000)}`),
  upload(
    "an archive in zip",
    "application/zip",
    zipBytes("src/a.ts", bytes(sourceFiles["a module"] ?? ""), true),
  ),
  upload(
    "an archive in an archive",
    "application/zip",
    zipBytes("lib.jar", zipBytes("A.class", bytes(`\xca\xfe\xba\xbe${m.bytes(999)}`), true), false),
  ),
  upload(
    "an archive in tar and gzip",
    "application/gzip",
    gzipSync(tarBytes("src/a.ts", bytes(sourceFiles["a module"] ?? ""))),
  ),
  upload(
    "a PDF",
    "application/pdf",
    `%PDF-1.7\n${
      m.lines(20, (i) =>
        `${i} 0 obj\n<</Length 900/Filter/FlateDecode>>\nstream\n${
          m.bytes(900)
        }\nendstream\nendobj`)
    }\n%%EOF`,
  ),
  upload("a database", "application/vnd.sqlite3", `SQLite format 3\0${m.bytes(20_000)}`),
  upload("columns of data", "application/vnd.apache.parquet", `PAR1${m.bytes(20_000)}PAR1`),
  upload(
    "a model's weights",
    "application/octet-stream",
    `\x20\0\0\0\0\0\0\0{"a":{"dtype":"F16"}}${m.bytes(40_000)}`,
  ),
  upload("a core dump", "application/octet-stream", `\x7fELF\x02\x01\x01${m.bytes(40_000)}`),
  upload(
    "a coverage report",
    "text/plain",
    m.lines(600, (i) => `SF:src/token_${i}.ts\nDA:${i},${m.below(99)}\nend_of_record`),
  ),
  upload(
    "test results",
    "application/xml",
    `<testsuite>${
      m.lines(300, (i) => `<testcase name="refuses password ${i}" time="0.${m.below(999)}"/>`)
    }</testsuite>`,
  ),
  {
    name: "in chunks",
    method: "POST",
    path: "/upload",
    fields: [["Content-Type", "text/plain"]],
    body: lockFiles["go.sum"] ?? "",
    chunkBytes: 777,
  },
  {
    name: "in chunks, larger than what is read at once",
    method: "POST",
    path: "/upload",
    fields: [["Content-Type", "application/octet-stream"]],
    body: m.bytes(1_000).repeat(300),
    chunkBytes: 65_536,
  },
  {
    name: "a form",
    method: "POST",
    path: "/form",
    fields: [["Content-Type", "application/x-www-form-urlencoded"]],
    body: `title=${encodeURIComponent("Where do tokens go?")}&body=${
      encodeURIComponent(readme)
    }&tags=a&tags=b`,
  },
  {
    name: "a multipart form with two files",
    method: "POST",
    path: "/form",
    fields: [["Content-Type", "multipart/form-data; boundary=xYz"]],
    body:
      `--xYz\r\nContent-Disposition: form-data; name="a"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n\x1a\n${
        m.bytes(9_000)
      }\r\n--xYz\r\nContent-Disposition: form-data; name="b"; filename="b.json"\r\n\r\n{"k":"${m.uuid()}"}\r\n--xYz--\r\n`,
  },
  {
    name: "a query in GraphQL",
    method: "POST",
    path: "/graphql",
    fields: [["Content-Type", "application/json"]],
    body: JSON.stringify({
      query: "query($id: ID!) { pull(id: $id) { title } }",
      variables: { id: m.base64(18) },
    }),
    answer: typed("application/json", '{"data":null}'),
  },
  {
    name: "an issue's text",
    method: "PATCH",
    path: "/repos/a/b/issues/1",
    fields: [["Content-Type", "application/json"], ["If-Match", `"${m.hex(32)}"`]],
    body: JSON.stringify({ body: "The `Authorization` header is dropped, see `src/token.ts`." }),
  },
  {
    name: "an object deleted",
    method: "DELETE",
    path: `/objects/${m.uuid()}`,
    answer: { status: 204 },
  },
  {
    name: "a POST without a body",
    method: "POST",
    path: `/runs/${m.below(9e8)}/rerun`,
    fields: [["Content-Length", "0"]],
    answer: { status: 201, body: "{}" },
  },
  {
    name: "properties of WebDAV",
    method: "PROPFIND",
    path: "/dav/",
    fields: [["Depth", "1"], ["Content-Type", "application/xml"]],
    body: '<?xml version="1.0"?><propfind xmlns="DAV:"><allprop/></propfind>',
    answer: { status: 207, body: "<multistatus/>" },
  },
  {
    name: "a call of JSON-RPC",
    method: "POST",
    path: "/rpc",
    fields: [["Content-Type", "application/json"]],
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: m.uuid(),
      method: "eth_getBlockByHash",
      params: [`0x${m.hex(64)}`, true],
    }),
    answer: typed(
      "application/json",
      JSON.stringify({ result: { hash: `0x${m.hex(64)}`, miner: `0x${m.hex(40)}` } }),
    ),
  },
  {
    name: "waiting for leave to send",
    method: "PUT",
    path: "/upload",
    fields: [["Expect", "100-continue"], ["Content-Type", "text/plain"]],
    body: "the body comes at once",
    ways: ["absolute", "clear", "tls"],
  },
];
