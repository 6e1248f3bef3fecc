import type { Rule } from "../rule.ts";
import { entropy } from "../check/entropy.ts";
import { isAwsSecret } from "../check/is_aws_secret.ts";
import { isAssignedPassword, isAssignedSecret } from "../check/is_assigned_secret.ts";
import { isBasicCredential } from "../check/is_basic_credential.ts";
import { isPlaceholder } from "../check/is_placeholder.ts";
import { isRandom } from "../check/is_random.ts";
import { isWordy } from "../check/is_wordy.ts";
import { dummy } from "./build/dummy.ts";

/** The rest of the name after its telling word: `_PROD`, `.value`, `"]`, `')`. A longer one is none. */
const NAME_END = String.raw`(?![\w.\-]{29})[\w.\-]{0,28}\\{0,2}["'\]\)]{0,2}`;
/** Everything that assigns, in code, configuration, shells, XML and prose. A type may stand before it. */
const ASSIGN = String.raw`(?:${
  [
    // Go, Kotlin, TypeScript, Rust: a type between name and value.
    String
      .raw`(?::\s{0,2}[&'\w.<>?\[\]]{2,20}|\s(?:[Ss]tring|str|text|char|NSString))?[ \t]{0,20}=`,
    String.raw`[ \t]{0,20}(?:=>|!?={2,3}|!=|:{1,3}=|[?.+|]{1,2}=|:|,|\|\||\?\?)`,
    // YAML's blocks and XML's elements put the value on the next line.
    String.raw`\s{0,2}[:=]\s{0,2}[|>]-?\s{1,24}`,
    String.raw`\s{0,2}/?>\s{0,24}`,
    String.raw`\s{0,2},?\s{1,4}["']?value["']?\s{0,2}[=:]`,
    String.raw`\s{1,2}(?:is:?|or|-)\s`,
    // A table's next cell, a property of C#, an argument in quotes behind a blank.
    String.raw`[ \t]{1,8}\|[ \t]{1,8}(?=[^\s|]{16})`,
    String.raw`[ \t]?\{[ \t]?get;[^}\r\n]{0,20}\}[ \t]{0,2}=`,
    String.raw`[ \t](?=["'])`,
    String.raw`\(\s{0,24}`,
  ].join("|")
})`;
const OPEN = String.raw`[ \t]{0,20}(?:[a-z]{0,2}\\{0,2}["'${"`"}]{1,3}|\()?`;

function assignment(names: string, value: string): RegExp {
  return new RegExp(`(?:${names})${NAME_END}${ASSIGN}${OPEN}(?<value>${value})`, "gi");
}

/** Words of base64, hex, and of the tokens that join such words with points and colons. */
const SECRET = String.raw`[A-Za-z0-9+/_.~:=!@#$%^*-]{8,600}(?![A-Za-z0-9+/_~])`;
/** In quotes a password may hold what ends one elsewhere. */
const PASSWORD = [
  String.raw`(?<=["'${"`"}])[^\s"'${"`"}<>\\]{6,72}(?=["'${"`"}])`,
  String.raw`[^\s"'${"`"}<>\\,;&(){}[\]|]{6,72}`,
].join("|");

function row(rule: Omit<Rule, "shape" | "examples"> & { match: string[]; miss: string[] }): Rule {
  const { match, miss, ...rest } = rule;
  return {
    before: 32,
    after: 512,
    ...rest,
    shape: "contextual",
    examples: { match: match.map(dummy), miss: miss.map(dummy) },
  };
}

/** Credentials known only by the words beside them. */
export const contextual: readonly Rule[] = [
  row({
    id: "aws-secret-access-key",
    kind: "AWS secret access key",
    keywords: ["secret", "aws"],
    pattern:
      /(?:secret|aws)[\w .\-]{0,32}["'\]\\)]{0,3}\s{0,4}(?:=>|:=|\|\||=|:|>|,|\()\s{0,4}["'`\\(]{0,4}(?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/gi,
    check: isAwsSecret,
    match: ["aws_secret_access_key = <b40>", `"SecretAccessKey": "<b40>"`],
    miss: [
      "aws_commit_secret = <h40>",
      "aws_secret_access_key = path/to/some/module/with/long/name12",
    ],
  }),
  row({
    id: "generic-api-key",
    kind: "API key",
    keywords: ["key"],
    pattern: assignment("(?<=[a-z_-]|\\w )key", SECRET),
    check: isAssignedSecret,
    match: [
      `api_key = "<x32>"`,
      "X-Api-Key: <h32>",
      `"encryptionKey": "<b43>="`,
      "apiKey: str = '<x24>'",
      "<apikey><x20></apikey>",
      "the api key is <x24>",
      "| api_key | <x24> |",
      `public string ApiKey { get; } = "<x20>";`,
      `api_key = """<x24>"""`,
      "account_key: <x300>",
    ],
    miss: [
      `api_key = "your_api_key_here"`,
      "apiKey: process.env.API_KEY",
      `cache_key = "<h32>"`,
      "primary_key: user_account_id",
      "generateKey(a: HmacKeyGenParams | Pbkdf2Params, b: boolean)",
      "api_key=${API_KEY}",
    ],
  }),
  row({
    id: "generic-secret",
    kind: "secret",
    keywords: ["secret"],
    pattern: assignment("secret", SECRET),
    check: isAssignedSecret,
    match: [`client_secret: "<x32>"`, "APP_SECRET=<h40>", `secretKey = '<b40>'`],
    miss: [
      `client_secret: "<a4>-secret-value"`,
      "secret: getSecret(name)",
      `secret_name = "prod/app/database1"`,
    ],
  }),
  row({
    id: "generic-token",
    kind: "token",
    keywords: ["token"],
    pattern: assignment("token", SECRET),
    check: isAssignedSecret,
    match: [
      `auth_token = "<x36>"`,
      "ACCESS_TOKEN=<w43>",
      `{"refresh_token":"<x40>"}`,
      "?token=<x32>",
    ],
    miss: [
      "max_tokens: 4096",
      `next_page_token: "<x32>"`,
      "token = self.tokenizer2.next()",
      "const token = props.token1",
    ],
  }),
  row({
    id: "generic-password",
    kind: "password",
    keywords: [
      "password",
      "passwd",
      "passphrase",
      "pwd",
      "passwort",
      "db_pass",
      "_pass",
      "userpass",
      "mdp=",
    ],
    pattern: assignment("passw(?:or)?[dt]|passwd|passphrase|pwd|[_r]pass|mdp", PASSWORD),
    check: isAssignedPassword,
    match: [
      `password = "Tr4vel!<x6>"`,
      "DB_PASSWORD=<x16>",
      "passphrase: <x12>#9",
      `"pwd": "k7<x10>"`,
      `db_password: "V*4=&!<x6>;x"`,
      "the password is 4<x10>!",
    ],
    miss: [
      "password: string",
      `password = "password123"`,
      "password = getpass.getpass()",
      "PASSWORD=$DB_PASSWORD",
      "password: req.body.password",
      `password_field = "user_password2"`,
    ],
  }),
  row({
    id: "generic-credential",
    kind: "credential",
    keywords: [
      "credential",
      "auth_",
      "authorization",
      "auth=",
      `auth":`,
      `auth" :`,
      "_auth",
      "creds",
      "bearer_",
      "session_id",
      "sessionid",
      "client_id_secret",
      "jwt_",
      "signature_key",
      "hmac",
      "webhook_",
    ],
    pattern: assignment(
      "credentials?|creds|auth(?:orization)?|bearer|hmac|jwt|webhook|session_?id",
      "[A-Za-z0-9+/_.~:=-]{14,600}(?![A-Za-z0-9+/_~])",
    ),
    check: isAssignedSecret,
    match: [`credential: "<x40>"`, "basic_auth=<x24>", `HMAC="<h64>"`],
    miss: [`credentials: "same-origin"`, "auth: require('./auth/middleware2.js')"],
  }),
  row({
    id: "named-secret",
    kind: "secret beside its name",
    keywords: ["secret", "token", "key", "access", "private"],
    // Prose and notes: `deploy token 3f...`, without a sign that assigns.
    pattern:
      /(?:secret|token|(?<=[a-z_ -])key|access|private)[ "'`\t_.:=-]{1,4}(?:(?:is|was|for|from|of)\s\w{0,20}\s)?["'`]?(?<value>[A-Za-z0-9_-]{20,160})(?![\w/(-]|\.\w)/gi,
    check: (value, match) => isDenselyRandom(value) && isAssignedSecret(value, match),
    match: ["my deploy token <x40>", "use secret '<h32>'", "campaign API key <h40>"],
    miss: ["token authentication-middleware-v2-handler", "secret <a30>", "cache key <h32>"],
  }),
  row({
    id: "authorization-bearer",
    kind: "bearer token",
    keywords: ["bearer "],
    pattern: /bearer\s{1,3}(?<value>[A-Za-z0-9._~+/=-]{16,1500}(?![A-Za-z0-9]))/gi,
    after: 1600,
    check: (value) => isRandom(value) && /\d/.test(value) && !isWordy(value),
    match: ["Authorization: Bearer <x40>", `-H "authorization: bearer <w43>"`],
    miss: [
      "Authorization: Bearer your-access-token-1",
      "bearer authentication-middleware",
      "Bearer ${token}",
    ],
  }),
  row({
    id: "authorization-basic",
    kind: "Basic credential",
    keywords: ["basic "],
    pattern: /basic\s{1,3}(?<value>[A-Za-z0-9+/_-]{8,400}={0,2})(?![A-Za-z0-9+/=])/gi,
    check: isBasicCredential,
    match: ["Authorization: Basic am9lOnF3OHZ6a2wycA=="],
    miss: ["Authorization: Basic dXNlcjpwYXNzd29yZA==", "basic authentication", "Basic structures"],
  }),
  row({
    id: "authorization-token",
    kind: "token in an Authorization header",
    keywords: ["authorization"],
    pattern:
      /authorization["'\]]{0,2}\s{0,3}[:=,]\s{0,3}["'`]?(?:(?:token|apikey|api-key|key|ssws|bot|sso-key|digest|genie ?key|klaviyo-api-key|x-api-key)[ =:]{1,3})?["'`]?(?:token=)?["']?(?<value>[A-Za-z0-9._~+/:=-]{20,300})(?![A-Za-z0-9])/gi,
    check: (value) => isRandom(value) && /\d/.test(value) && !isWordy(value),
    match: [
      "Authorization: token <h40>",
      `"Authorization": "<x32>"`,
      "authorization: ApiKey <x40>==",
    ],
    miss: ["Authorization: Bearer", "authorization: user-authorization-middleware2"],
  }),
  row({
    id: "netrc-password",
    kind: "netrc password",
    keywords: ["machine "],
    pattern:
      /machine\s{1,8}\S{1,120}\s{1,8}login\s{1,8}\S{1,120}\s{1,8}password\s{1,8}(?<value>[^\s\\"'()]{4,200})/gi,
    check: (value) =>
      !isPlaceholder(value) && entropy(value) >= 1 && !/^pass(?:word)?$/i.test(value),
    match: ["machine git.example.net login deploy password <x20>"],
    miss: ["machine example.com login user password your_password"],
  }),
];

/** Digits all through, as random text of base36 and hex has them. */
function isDenselyRandom(value: string): boolean {
  const digits = value.replace(/\D/g, "").length;
  return digits >= value.length * 0.1 && digits >= 4 && isRandom(value);
}
