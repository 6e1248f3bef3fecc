import { brotliCompressSync, gzipSync, zstdCompressSync } from "node:zlib";
import { lockFiles, sourceFiles } from "./files.ts";
import type { GoodAnswer, GoodRow } from "./good_row.ts";
import { made } from "./made.ts";

const m = made(53);
const bytes = (text: string) => new TextEncoder().encode(text);
const page = (title: string, ...paragraphs: readonly string[]): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${
    paragraphs.map((text) => `<p>${text}</p>`).join("\n")
  }</article></body></html>`;
const html = (body: string, more: GoodAnswer = {}): GoodAnswer => ({
  fields: [["Content-Type", "text/html; charset=utf-8"]],
  body,
  ...more,
});
const get = (
  name: string,
  path: string,
  answer: GoodAnswer,
  fields: GoodRow["fields"] = [["Accept", "text/html,*/*;q=0.8"]],
): GoodRow => ({ name, path, answer, fields });
const typed = (type: string, body: string | Uint8Array, more: GoodAnswer = {}): GoodAnswer => ({
  fields: [["Content-Type", type]],
  body,
  ...more,
});
const coded = (coding: string, body: Uint8Array): GoodAnswer => ({
  fields: [["Content-Type", "text/html"], ["Content-Encoding", coding], [
    "Vary",
    "Accept-Encoding",
  ]],
  body,
});

const tokens = page(
  "Authentication",
  "Every request carries an API key in the <code>Authorization</code> header: <code>Authorization: Bearer &lt;token&gt;</code>.",
  "Keep the key secret. Tokens begin with <code>sk-</code>, <code>ghp_</code> or <code>xoxb-</code>, followed by letters and digits.",
  "Rotate your password every ninety days, and never commit credentials to a repository.",
  "To create a token, open Settings and choose Developer settings.",
);
const injection = page(
  "What is prompt injection?",
  "Prompt injection is an attack on programs that use language models: text that a model reads is taken for an instruction.",
  "A web page may, for example, contain a sentence that asks the model to disregard what its developer wrote. Models cannot tell data from instructions reliably.",
  "Defences: treat what tools return as data, ask a person before acting, and give the agent no credentials at all.",
);
const rotation = page(
  "Rotating secrets",
  "A secret manager stores passwords, keys and certificates. Use short-lived tokens instead of long-lived ones.",
  "Run <code>vault kv get secret/app</code> to read a value; the output is shown once.",
);
const readme =
  `# tool\n\n\`\`\`sh\nexport TOOL_TOKEN="your-token"\ncurl -H "Authorization: Bearer $TOOL_TOKEN" https://api.test/v1/me\n\`\`\`\n\nNever share your token. See [SECURITY.md](SECURITY.md).\n`;

/** Pages, files and answers of every kind. */
export const pageRows: readonly GoodRow[] = [
  get("documentation about tokens", "/docs/authentication", html(tokens)),
  get("documentation about prompt injection", "/docs/prompt-injection", html(injection)),
  get("documentation about rotating secrets", "/docs/rotation", html(rotation)),
  get("a README with placeholders", "/README.md", typed("text/markdown", readme)),
  get("a page in gzip", "/a", coded("gzip", gzipSync(tokens))),
  get("a page in brotli", "/b", coded("br", brotliCompressSync(bytes(injection)))),
  get("a page in zstd", "/c", coded("zstd", zstdCompressSync(bytes(rotation)))),
  get("a page in chunks", "/d", html(tokens.repeat(30), { framing: "chunked", sliceBytes: 1_371 })),
  get(
    "a page that ends with its connection",
    "/e",
    html(injection.repeat(3), { framing: "close" }),
  ),
  get(
    "a page in UTF-16",
    "/f",
    typed("text/html; charset=utf-16le", `\xff\xfe${[...rotation].map((c) => `${c}\0`).join("")}`),
  ),
  get(
    "a page in Latin-1",
    "/g",
    typed("text/html; charset=iso-8859-1", "caf\xe9 na\xefve \xfcber"),
  ),
  get(
    "a large page",
    "/h",
    html(page(
      "All",
      ...Array.from(
        { length: 4_000 },
        (_, i) => `Paragraph ${i} about tokens, keys and passwords.`,
      ),
    )),
  ),
  get("an empty page", "/i", html("")),
  get("a page that is not there", "/j", {
    status: 404,
    fields: [["Content-Type", "text/html"]],
    body: page("Not found", "No such page."),
  }),
  get("a failure of the server", "/k", {
    status: 500,
    fields: [["Content-Type", "application/json"]],
    body: '{"error":"internal","request_id":"' + m.uuid() + '"}',
  }),
  get("a redirect within the host", "/l", {
    status: 301,
    fields: [["Location", "/docs/authentication"]],
  }),
  get("no content", "/m", { status: 204, fields: [["X-Request-Id", m.uuid()]] }),
  get("cookies", "/n", {
    fields: [["Set-Cookie", `session=${m.id(24)}; Path=/; HttpOnly; Secure`]],
    body: "ok",
  }, [["Cookie", "theme=dark; lang=en; consent=yes"]]),
  get("a policy for scripts with nonces", "/o", {
    fields: [[
      "Content-Security-Policy",
      `script-src 'nonce-${m.base64(16)}' 'sha256-${m.base64(32)}'`,
    ]],
    body: `<script nonce="${m.base64(16)}">1</script>`,
  }),
  get(
    "a form with a CSRF token",
    "/p",
    html(
      `<form><input type="hidden" name="csrf_token" value="${
        m.base64url(32)
      }"><input type="password" name="password"></form>`,
    ),
  ),
  get(
    "search results",
    "/search?q=how+to+store+api+keys+%26+tokens&page=2&sort=relevance",
    typed(
      "application/json",
      JSON.stringify({
        items: Array.from(
          { length: 100 },
          () => ({ id: m.hex(24), title: "How to store API keys" }),
        ),
      }),
    ),
  ),
  get(
    "a long query",
    `/search?${m.lines(120, (i) => `filter${i}=${m.id(12)}`, "&")}`,
    typed("application/json", "[]"),
  ),
  get("a path of other letters", "/wiki/%E6%9D%B1%E4%BA%AC/caf%C3%A9", html("ok")),
  get("a path with plus, comma and at", "/a+b,c@1.2.3/~x/(y)!", html("ok")),
  get(
    "a feed",
    "/feed.xml",
    typed(
      "application/rss+xml",
      `<rss>${
        m.lines(100, (i) => `<item><guid>${m.uuid()}</guid><title>Token ${i}</title></item>`)
      }</rss>`,
    ),
  ),
  get("an API of issues", "/repos/a/b/issues?per_page=100", {
    fields: [["Content-Type", "application/json"], [
      "Link",
      '<https://api.test/x?page=2>; rel="next"',
    ], ["X-RateLimit-Remaining", "59"]],
    body: JSON.stringify(
      Array.from(
        { length: 100 },
        (_, i) => ({ node_id: m.base64(18), number: i, body: "The token leaks into the log" }),
      ),
    ),
  }),
  ...Object.entries({ ...lockFiles, ...sourceFiles }).filter((_, i) => i % 3 === 0)
    .map(([name, text]) =>
      get(
        `a raw file: ${name}`,
        `/raw/${encodeURIComponent(name)}`,
        typed("text/plain; charset=utf-8", text),
      )
    ),
  get("a picture (PNG)", "/a.png", typed("image/png", `\x89PNG\r\n\x1a\n${m.bytes(20_000)}`)),
  get(
    "a picture (WebP)",
    "/a.webp",
    typed("image/webp", `RIFF\x10\x20\0\0WEBPVP8 ${m.bytes(20_000)}`),
  ),
  get("a font", "/a.woff2", typed("font/woff2", `wOF2${m.bytes(20_000)}`)),
  get("WebAssembly", "/a.wasm", typed("application/wasm", `\0asm\x01\0\0\0${m.bytes(20_000)}`)),
  get("a video's part", "/a.mp4", {
    status: 206,
    fields: [["Content-Type", "video/mp4"], ["Content-Range", "bytes 0-29999/900000"]],
    body: `\0\0\0\x20ftypisom${m.bytes(29_988)}`,
  }, [["Range", "bytes=0-29999"]]),
  get(
    "a megabyte of random bytes",
    "/random",
    typed("application/octet-stream", m.bytes(1024).repeat(1024)),
  ),
  {
    name: "only the head",
    method: "HEAD",
    path: "/a.png",
    answer: { fields: [["Content-Type", "image/png"], ["Accept-Ranges", "bytes"]] },
  },
  {
    name: "what is allowed",
    method: "OPTIONS",
    path: "/v1/items",
    fields: [["Origin", "https://app.test"], ["Access-Control-Request-Method", "POST"]],
    answer: { status: 204, fields: [["Access-Control-Allow-Methods", "POST, GET"]] },
  },
];
