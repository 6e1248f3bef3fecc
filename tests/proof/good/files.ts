import { made } from "./made.ts";

const m = made(37);

const word = () =>
  m.pick([
    "parse",
    "token",
    "session",
    "secret",
    "key",
    "value",
    "client",
    "buffer",
    "auth",
    "user",
  ]);

/** Lock files, as text. */
export const lockFiles: Readonly<Record<string, string>> = {
  "package-lock.json": JSON.stringify(
    {
      lockfileVersion: 3,
      packages: Object.fromEntries(
        Array.from(
          { length: 200 },
          (
            _,
            i,
          ) => [`node_modules/p${i}`, {
            version: `1.${i}.0`,
            resolved: `https://registry.test/p${i}/-/p${i}-1.${i}.0.tgz`,
            integrity: `sha512-${m.base64(64)}`,
          }],
        ),
      ),
    },
    null,
    2,
  ),
  "yarn.lock": m.lines(
    150,
    (i) =>
      `"p${i}@^1.${i}.0":\n  version "1.${i}.0"\n  resolved "https://registry.test/p${i}-1.${i}.0.tgz#${
        m.hex(40)
      }"\n  integrity sha1-${m.base64(20)}\n`,
  ),
  "yarn.lock of berry": m.lines(
    100,
    (i) =>
      `"p${i}@npm:^1.0.0":\n  version: 1.0.${i}\n  checksum: 10c0/${
        m.hex(128)
      }\n  languageName: node\n`,
  ),
  "pnpm-lock.yaml": `lockfileVersion: '9.0'\npackages:\n${
    m.lines(100, (i) => `  p${i}@1.0.${i}:\n    resolution: {integrity: sha512-${m.base64(64)}}`)
  }\n`,
  "Cargo.lock": m.lines(
    120,
    (i) => `[[package]]\nname = "c${i}"\nversion = "0.${i}.0"\nchecksum = "${m.hex(64)}"\n`,
  ),
  "poetry.lock": m.lines(
    60,
    (i) =>
      `[[package]]\nname = "p${i}"\nfiles = [\n    {file = "p${i}.whl", hash = "sha256:${
        m.hex(64)
      }"},\n]\n`,
  ),
  "requirements.txt with hashes": m.lines(
    80,
    (i) => `p${i}==1.${i} \\\n    --hash=sha256:${m.hex(64)} \\\n    --hash=sha256:${m.hex(64)}`,
  ),
  "go.sum": m.lines(
    200,
    (i) =>
      `example.test/m${i} v1.${i}.0 h1:${m.base64(32)}\nexample.test/m${i} v1.${i}.0/go.mod h1:${
        m.base64(32)
      }`,
  ),
  "Gemfile.lock": `GEM\n  specs:\n${m.lines(100, (i) => `    g${i} (1.${i}.0)`)}\nCHECKSUMS\n${
    m.lines(100, (i) => `  g${i} (1.${i}.0) sha256=${m.hex(64)}`)
  }\n`,
  "composer.lock": JSON.stringify(
    {
      "content-hash": m.hex(32),
      packages: Array.from(
        { length: 60 },
        (_, i) => ({ name: `v/p${i}`, dist: { reference: m.hex(40), shasum: "" } }),
      ),
    },
    null,
    4,
  ),
  "flake.lock": JSON.stringify({
    nodes: {
      nixpkgs: {
        locked: { lastModified: 1700000000, narHash: `sha256-${m.base64(32)}`, rev: m.hex(40) },
      },
    },
  }),
  "deno.lock": JSON.stringify({
    version: "5",
    npm: Object.fromEntries(
      Array.from(
        { length: 60 },
        (_, i) => [`p${i}@1.0.0`, { integrity: `sha512-${m.base64(64)}` }],
      ),
    ),
  }),
};

/** What else agents read and send to a model, as text. */
export const sourceFiles: Readonly<Record<string, string>> = {
  "a module": m.lines(
    150,
    (i) =>
      `export function ${word()}${i}(${word()}: string): string {\n  const token = next(${word()});\n  if (token.kind === "secret") throw new Error("no secret here");\n  return token.value;\n}`,
  ),
  "a minified bundle": `!function(){${
    m.lines(2_000, () => `var ${m.id(2)}=function(e,t){return e.${m.id(3)}(t,"${m.id(5)}")}`, ";")
  }}();\n//# sourceMappingURL=main.${m.hex(20)}.js.map`,
  "a source map": JSON.stringify({
    version: 3,
    sources: ["a.ts"],
    names: ["token", "apiKey"],
    mappings: m.lines(1_500, () => m.text("ACEGIKMOQSUWYacegikmoqsuwy", 4), ","),
  }),
  "an env.example":
    "# copy to .env\nANTHROPIC_API_KEY=sk-ant-...\nOPENAI_API_KEY=your-key-here\nGITHUB_TOKEN=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nDATABASE_URL=postgres://user:password@localhost:5432/app\nJWT_SECRET=changeme\nAWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE\n",
  "docker-compose.yml":
    "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}\n      API_TOKEN_FILE: /run/secrets/api_token\nsecrets:\n  api_token:\n    file: ./api_token.txt\n",
  "a workflow of CI":
    "env:\n  NPM_TOKEN: ${{ secrets.NPM_TOKEN }}\nsteps:\n  - uses: actions/checkout@" + m.hex(40) +
    "\n    with:\n      token: ${{ github.token }}\n",
  "terraform":
    'variable "db_password" {\n  type      = string\n  sensitive = true\n}\nresource "aws_iam_access_key" "ci" {\n  user = aws_iam_user.ci.name\n}\noutput "secret" {\n  value     = aws_iam_access_key.ci.secret\n  sensitive = true\n}\n',
  "tests of a login":
    'it("refuses a wrong password", async () => {\n  const answer = await login({ user: "alice", password: "wrong" });\n  expect(answer.status).toBe(401);\n  expect(answer.headers["www-authenticate"]).toMatch(/Bearer/);\n});\n',
  "a git log": m.lines(
    150,
    (i) => `commit ${m.hex(40)}\nAuthor: A <a@a.test>\n\n    Rotate the token of parser ${i}\n`,
  ),
  "a diff": m.lines(
    60,
    () =>
      `diff --git a/${word()}.ts b/${word()}.ts\nindex ${m.hex(10)}..${
        m.hex(10)
      } 100644\n@@ -1,4 +1,4 @@\n-const token = read();\n+const token = await read();`,
  ),
  "a stack trace": m.lines(
    60,
    (i) => `    at TokenParser.next (/app/node_modules/p${i}/dist/index.${m.hex(8)}.js:${i}:17)`,
  ),
  "a list of UUIDs": m.lines(400, () => m.uuid()),
  "hashes of files": m.lines(300, (i) => `${m.hex(64)}  file-${i}.bin`),
  "object ids of a database": m.lines(
    300,
    () => `{"_id":{"$oid":"${m.hex(24)}"},"etag":"W/\\"${m.hex(8)}\\""}`,
  ),
  "a CSV": `id,name,email,token_count\n${
    m.lines(400, (i) => `${i},user${i},user${i}@example.test,${m.below(9_999)}`)
  }`,
  "a notebook with a picture": JSON.stringify({
    cells: [{
      cell_type: "code",
      source: ["import os\n", "key = os.environ['API_KEY']\n"],
      outputs: [{ data: { "image/png": `iVBORw0KGgo${m.base64(9_000)}` } }],
    }],
  }),
  "a picture as SVG": `<svg xmlns="http://www.w3.org/2000/svg"><path d="${
    m.lines(600, () =>
      `M${m.below(999)}.${m.below(99)} ${m.below(999)}L${m.below(999)} ${m.below(999)}`, "")
  }"/><image href="data:image/png;base64,${m.base64(3_000)}"/></svg>`,
  "style sheets with a font": `@font-face{src:url(data:font/woff2;base64,d09GMgABAAAAA${
    m.base64(6_000)
  })}${m.lines(200, () => `.${m.id(6)}{color:#${m.hex(6)}}`, "")}`,
  "names that look like tokens": m.lines(
    100,
    () =>
      `task-${
        m.id(4)
      }-${word()}-sk-learn-${word()}-xoxo npm_config_registry pk_index ghp.io AKIA-town`,
  ),
  "a JSON Web Token's shape":
    "A JWT has three parts: <header>.<payload>.<signature>, as eyJhbGciOi... .eyJzdWIiOi... .SflKxw...; see RFC 7519.",
  "a known_hosts file": m.lines(
    20,
    (i) =>
      `|1|${m.base64(20)}|${m.base64(20)} ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${m.base64(30)}`
        .replace(/$/, i % 2 ? " host" : ""),
  ),
  "a public key": `-----BEGIN PUBLIC KEY-----\n${
    m.lines(6, () => m.base64(48))
  }\n-----END PUBLIC KEY-----\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQ${m.base64(360)} a@a.test\n`,
  "a certificate": `-----BEGIN CERTIFICATE-----\n${
    m.lines(20, () => m.base64(48))
  }\n-----END CERTIFICATE-----\n`,
  "a hexdump": m.lines(
    200,
    (i) =>
      `${(i * 16).toString(16).padStart(8, "0")}  ${
        m.lines(16, () => m.hex(2), " ")
      }  |................|`,
  ),
  "assembly": m.lines(
    200,
    () => `  ${m.hex(6)}:\t${m.hex(2)} ${m.hex(2)} ${m.hex(2)}\tmov    $0x${m.hex(6)},%rax`,
  ),
  "a table of a benchmark": m.lines(
    80,
    (i) => `| run ${i} | ${m.below(9_999)} req/s | p99 ${m.below(99)}.${m.below(99)} ms |`,
  ),
};
