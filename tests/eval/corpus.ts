import { Buffer } from "node:buffer";
import { benignLines } from "./benign_lines.ts";
import { type Seeded, seeded } from "./seeded.ts";
import { TOKEN_SHAPES } from "./token_shapes.ts";

/** One line of a corpus: whether `text` holds a credential, and the family that it belongs to. */
export interface CorpusLine {
  readonly text: string;
  readonly expect: boolean;
  readonly class: string;
}

/**
 * A labelled corpus, the same for the same seed: credentials of published formats in ordinary
 * surroundings (`structured`), known by the words beside them (`contextual`), wrapped in encodings
 * (`encoded <how>`); and what must not be found (placeholders, code, locks, hashes, conversations).
 * Run as a script it prints one line of JSON for each.
 */
export function corpus(seed: number, each = 20): CorpusLine[] {
  const random = seeded(seed);
  const lines: CorpusLine[] = [];
  for (const make of TOKEN_SHAPES.values()) {
    for (let i = 0; i < each; i++) {
      const text = random.pick(SURROUNDINGS)(make(random));
      lines.push({ text, expect: true, class: "structured" });
    }
    for (const [how, encode] of ENCODINGS) {
      lines.push({ text: encode(make(random), random), expect: true, class: `encoded ${how}` });
    }
  }
  for (let i = 0; i < each * 20; i++) {
    lines.push({ text: contextual(random), expect: true, class: "contextual" });
  }
  for (const [name, text] of benignLines(random, each * 20)) {
    lines.push({ text, expect: false, class: name });
  }
  return lines;
}

const SURROUNDINGS: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => `export API_TOKEN=${token}`,
  (token) => `const client = new Client({ auth: "${token}" });`,
  (token) => JSON.stringify({ role: "user", content: `my key is ${token}, please try it` }),
  (token) => JSON.stringify({ content: `# .env\nFIRST=1\n${token}\nLAST=2\n` }),
  (token) => `  value: ${token}\n  other: true`,
  (token) => `<td>${token}</td>`,
];

const ENCODINGS: readonly (readonly [string, (token: string, random: Seeded) => string])[] = [
  ["base64", (token) => Buffer.from(token).toString("base64")],
  ["base64 inside", (token, random) => {
    const before = random.text("abcdefgh", random.below(9));
    return Buffer.from(`${before} key=${token} and more`).toString("base64url");
  }],
  ["base64 twice", (token) => {
    const once = Buffer.from(token).toString("base64");
    return Buffer.from(once).toString("base64");
  }],
  ["base64 wrapped", (token) => {
    const encoded = Buffer.from(`${token} `.repeat(2)).toString("base64");
    return encoded.replace(/.{1,60}/g, "$&\n");
  }],
  ["hex", (token) => Buffer.from(token).toString("hex")],
  ["hex colons", (token) => Buffer.from(token).toString("hex").replace(/..(?=.)/g, "$&:")],
  ["percent", (token) => percent(token)],
  ["percent twice", (token) => encodeURIComponent(percent(token))],
  ["json \\u", (token) => JSON.stringify({ a: "x" }).replace("x", unicodeEscapes(token))],
  ["html entities", (token) => Array.from(token, (c) => `&#${c.charCodeAt(0)};`).join("")],
  ["json strings", (token) => JSON.stringify(token.match(/[^]{1,12}/g))],
];

function percent(token: string): string {
  return Array.from(token, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0")}`).join("");
}

function unicodeEscapes(token: string): string {
  return Array.from(token, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Passwords and keys without a shape of their own, as configuration files and source code hold them. */
function contextual(random: Seeded): string {
  const value = random.pick([
    () => random.text(ALPHABET, 20 + random.below(30)),
    () => random.text("0123456789abcdef", 32),
    () => random.text(`${ALPHABET}_-`, 32),
  ])();
  return random.pick([
    `api_key = "${value}"`,
    `API_KEY=${value}`,
    `"client_secret": "${value}"`,
    `client_secret: ${value}`,
    `AWS_SECRET_ACCESS_KEY=${random.text(`${ALPHABET}/+`, 40)}`,
    `Authorization: Bearer ${value}`,
    `const apiSecret = '${value}';`,
    `  password: "${random.text(`${ALPHABET}!#%`, 16)}"`,
    `DB_PASSWORD=${random.text(ALPHABET, 16)}`,
    `auth_token := "${value}"`,
    `{"access_token":"${value}","expires_in":3600}`,
    `datadog_api_key: ${random.text("0123456789abcdef", 32)}`,
    `curl -H "X-Api-Key: ${value}" https://api.example.net/v1/items`,
  ]);
}

if (import.meta.main) {
  for (const line of corpus(20240607)) console.log(JSON.stringify(line));
}
