import { Buffer } from "node:buffer";
import type { Seeded } from "./seeded.ts";

const HEX = "0123456789abcdef";
const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE64 = `${ALNUM}+/`;
const WORDS = [
  "request",
  "response",
  "handler",
  "token",
  "secret",
  "key",
  "password",
  "client",
  "config",
  "value",
  "index",
  "buffer",
  "stream",
  "parser",
  "session",
  "user",
];

/** Texts in which nothing must be found, with their class, so many of each. */
export function* benignLines(random: Seeded, each: number): Generator<readonly [string, string]> {
  for (const [name, makers] of MAKERS) {
    for (let i = 0; i < each; i++) yield [name, random.pick(makers)(random)];
  }
}

type Maker = (random: Seeded) => string;

const MAKERS: readonly (readonly [string, readonly Maker[]])[] = [
  ["placeholder", [
    () => `ANTHROPIC_API_KEY=sk-ant-...`,
    () => `api_key = "your_api_key_here"`,
    () => `api_key: \${API_KEY}`,
    () => `password = "<password>"`,
    () => `client_secret: "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"`,
    () => `token = os.environ["GITHUB_TOKEN"]`,
    () => `Authorization: Bearer $TOKEN`,
    () => `aws_access_key_id = AKIAIOSFODNN7EXAMPLE`,
    () => `secret: changeme`,
    () => `export OPENAI_API_KEY="sk-your-key-goes-here"`,
    () => `password: {{ vault_db_password }}`,
    () => `postgres://user:password@localhost:5432/db`,
    () => `GITHUB_TOKEN=ghp_${"x".repeat(36)}`,
  ]],
  ["code", [
    (r) => `const ${r.pick(WORDS)}${r.below(99)} = await get${r.pick(WORDS)}(${r.pick(WORDS)}.id);`,
    (r) => `if (${r.pick(WORDS)}.token === undefined) throw new Error("no ${r.pick(WORDS)}");`,
    (r) => `  password: string; // the ${r.pick(WORDS)}'s password, hashed with argon2id`,
    (r) => `def ${r.pick(WORDS)}_${r.pick(WORDS)}(self, api_key: str, secret_key: str) -> None:`,
    (r) => `import { ${r.pick(WORDS)}Token } from "../lib/${r.pick(WORDS)}/${r.pick(WORDS)}.ts";`,
    (r) => `const tokenCount = countTokens(${r.pick(WORDS)}, { maxTokens: ${r.below(9000)} });`,
    (r) =>
      `self.secret_key = ${r.pick(WORDS)}.get_secret_value("${r.pick(WORDS)}-${r.pick(WORDS)}")`,
  ]],
  ["lock", [
    (r) => `"integrity": "sha512-${r.text(BASE64, 86)}=="`,
    (r) => `checksum = "${r.text(HEX, 64)}"`,
    (r) => `github.com/a/b v1.${r.below(30)}.0 h1:${r.text(BASE64, 43)}=`,
    (r) => `    --hash=sha256:${r.text(HEX, 64)}`,
    (r) => `resolved "https://registry.example.org/x/-/x-1.0.${r.below(9)}.tgz#${r.text(HEX, 40)}"`,
  ]],
  ["hash", [
    (r) => `commit ${r.text(HEX, 40)}`,
    (r) => `id: ${uuid(r)}`,
    (r) => `index ${r.text(HEX, 7)}..${r.text(HEX, 7)} 100644`,
    (r) => `FROM docker.io/library/node@sha256:${r.text(HEX, 64)}`,
    (r) => `ETag: "${r.text(HEX, 32)}"`,
    (r) => `"key": "${uuid(r)}"`,
    (r) => `cache-key: build-${r.text(HEX, 64)}`,
  ]],
  ["minified", [
    (r) =>
      `!function(e,t){var n=${r.below(99)};function r(e){return t[e]||(t[e]={i:e,l:!1})}r.k="${
        r.text(ALNUM, 5)
      }";e.exports=r}(this,{});`,
    (r) => `.${r.text(ALNUM, 6)}{color:#${r.text(HEX, 6)};margin:0 ${r.below(9)}px}`,
    (r) => `//# sourceMappingURL=main.${r.text(HEX, 20)}.js.map`,
    (r) => `"mappings":"${r.text("ACEGIKMOQSUWY", 60)};AAAA,${r.text("ACDEFG", 40)}"`,
  ]],
  ["image", [
    (r) => `data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${r.text(BASE64, 900)}`,
    (r) => `"data": "/9j/4AAQSkZJRgABAQAAAQABAAD/${r.text(BASE64, 1500)}"`,
    (r) => `url(data:font/woff2;base64,d09GMgABAAAAA${r.text(BASE64, 600)})`,
  ]],
  ["conversation", [
    (r) => JSON.stringify({ type: "thinking", thinking: "", signature: base64(r, 600) }),
    (r) => JSON.stringify({ type: "redacted_thinking", data: base64(r, 900) }),
    (r) => JSON.stringify({ type: "reasoning", encrypted_content: `gAAAAA${r.text(BASE64, 700)}` }),
    (r) => JSON.stringify({ type: "tool_use", id: `toolu_01${r.text(ALNUM, 22)}`, name: "read" }),
    (r) =>
      JSON.stringify({ id: `msg_01${r.text(ALNUM, 22)}`, file_id: `file_01${r.text(ALNUM, 22)}` }),
    (r) => JSON.stringify({ tool_call_id: `call_${r.text(ALNUM, 24)}`, role: "tool" }),
    (r) => JSON.stringify({ embedding: base64(r, 1200), usage: { total_tokens: r.below(9999) } }),
    (r) => JSON.stringify({ encrypted_content: base64(r, 800), index: r.below(9) }),
    (r) =>
      JSON.stringify({
        system_fingerprint: `fp_${r.text(HEX, 10)}`,
        id: `resp_${r.text(HEX, 50)}`,
      }),
  ]],
  ["prose", [
    (r) =>
      `The ${r.pick(WORDS)} must not hold the password; rotate the ${r.pick(WORDS)} every month.`,
    (r) => `Set the api key in the settings page, then restart the ${r.pick(WORDS)}.`,
    () => `A bearer token is sent with each request, and its secret part is never stored.`,
  ]],
];

function uuid(random: Seeded): string {
  return [8, 4, 4, 4, 12].map((length) => random.text(HEX, length)).join("-");
}

/** Random bytes, as the vendors' own sealed data looks. */
function base64(random: Seeded, bytes: number): string {
  return Buffer.from(Array.from({ length: bytes }, () => random.below(256))).toString("base64");
}
