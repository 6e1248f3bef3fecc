import assert from "node:assert/strict";
import { runCli } from "../support/run_cli.ts";
import { tempFolder } from "../support/temp_folder.ts";

const ROUTES = `log: 1
routes:
  - host: api.test
    auth_scheme: Bearer
    token_env: EGRESS_TOKEN_0
    matches:
      - methods: [POST]
        paths: [{ value: /v1/ }]
      - methods: [GET]
  - host: git.test
    auth_scheme: Basic
    auth_user: x-access-token
    token_file: /run/secrets/git
    ports: [443, 8443]
    git: { fetch: true }
    dlp: { outbound_on_match: redact, inbound_detectors: false }
  - host: "*.inner.test"
    allow_private_addresses: true
    dlp: { outbound_detectors: false }
  - host: key.inner.test
    auth_header: x-api-key
    token_env: EGRESS_TOKEN_1
    allow_private_addresses: true
`;

const TABLE = `
HOST            PORTS                         CREDENTIAL                             GIT    ADDRESSES    DLP                                        MATCHES
api.test        80, 443                       Bearer $EGRESS_TOKEN_0                 no     public       default                                    POST, path prefix /v1/
                                                                                                                                                    GET, any path
git.test        443, 8443                     Basic x-access-token:/run/secrets/git  fetch  public       out token_patterns, known_secrets: redact  the whole host
                                                                                                         in off
*.inner.test    any                           none                                   no     private too  out off                                    the whole host
                                                                                                         in naive_injection_detection
key.inner.test  any if private, else 80, 443  x-api-key: $EGRESS_TOKEN_1             no     private too  default                                    the whole host`;

async function checkText(text: string, args: (path: string) => string[] = () => ["check"]) {
  return await tempFolder(async (folder) => {
    const path = `${folder}/routes.yaml`;
    await Deno.writeTextFile(path, text);
    const env = { EGRESS_ROUTES: path, EGRESS_TOKEN_0: "dummy-value" };
    const { code, stdout, stderr } = await runCli(args(path), env);
    return {
      code,
      stdout: stdout.replaceAll(path, "FILE"),
      stderr: stderr.replaceAll(path, "FILE"),
    };
  });
}

Deno.test("check() prints the routes as a table with names of credentials, never values", async () => {
  const { code, stdout, stderr } = await checkText(ROUTES);
  assert.equal(stdout, `FILE: 4 route(s), log blocks\n${TABLE}`);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.doesNotMatch(stdout, /dummy-value/);
});

Deno.test("check() takes the file of its argument", async () => {
  const { code, stdout } = await checkText("routes: []\n", (path) => ["check", path]);
  assert.equal(stdout, "FILE: 0 route(s), log off\nnothing is allowed: there are no routes");
  assert.equal(code, 0);
});

Deno.test("check() prints notes behind the table", async () => {
  const { stdout } = await checkText("routes:\n  - host: a.test\n  - host: a.test\n");
  assert.match(stdout, /\n\nnote: line 3: this second route of a\.test is never reached, /);
});

Deno.test("check() says where the file is wrong and how to mend it, with 1", async () => {
  const { code, stdout, stderr } = await checkText("routes:\n  - host: a.test\n    port: 1\n");
  assert.equal(stderr, 'FILE:3:5: unknown key "port" in a route; did you mean ports?');
  assert.deepEqual([code, stdout], [1, ""]);
});
