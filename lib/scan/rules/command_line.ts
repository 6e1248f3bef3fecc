import type { Rule } from "../rule.ts";
import { isCommonPassword } from "../check/is_common_password.ts";
import { isPlaceholder } from "../check/is_placeholder.ts";
import { isWordy } from "../check/is_wordy.ts";
import { dummy } from "./build/dummy.ts";

/** Credentials that stand on a command line. */
export const commandLine: readonly Rule[] = [
  row({
    id: "curl-user-password",
    kind: "password on a command line",
    keywords: ["curl ", "wget "],
    // The option may stand on one of the next lines, behind a backslash.
    pattern:
      /(?:curl|wget)(?![\w.])[^;|]{0,280}?\s(?:-u|--user)[ =]{0,2}\\{0,3}["']?[^\s:"'$<>{}]{1,80}:(?<value>[^\s"'<>{}:/\\]{6,128})(?![^\s"'\\])/gi,
    match: [
      "curl -u admin:<x14> https://api.example.net/v1",
      "curl -X POST https://api.example.net \\\n  -d 'a' \\\n  -u developer:<x16>",
    ],
    miss: ["curl -u user:password https://api.example.net", "curl -u $USER:$PASSWORD http://a"],
  }),
  row({
    id: "user-option",
    kind: "password on a command line",
    keywords: ["--user ", "--user="],
    pattern: /--user[ =]\\{0,3}["']?[^\s:"'$<>{}]{1,80}:(?<value>[^\s"'$<>{}:/@\\]{6,128})/gi,
    match: ["http --user deploy:<x14> example.net"],
    miss: ["chown --user root:wheel-group"],
  }),
  row({
    id: "password-option",
    kind: "password on a command line",
    keywords: ["--pass", "-password ", "-passin", "-passout"],
    pattern:
      /(?:--pass(?:word|phrase)?[ =]|-password |-pass(?:in|out) \\{0,3}["']?pass:)\\{0,3}["']?(?<value>[^\s"'$<>{}%\\-][^\s"'$<>{}\\]{4,127})/gi,
    match: [
      "mongodump --password <x16>",
      "gpg --decrypt --passphrase <x12>7 a.gpg",
      `openssl x509 -passin "pass:<x9>#" -in server.csr`,
      `Connect-VIServer -User admin -Password <x8>9!`,
    ],
    miss: ["mysql --password $PASS", "psql --password=", "app --password <password>"],
  }),
  row({
    id: "token-option",
    kind: "token on a command line",
    keywords: ["--token", "--api-key", "--apikey", "--secret", "--oauth2-bearer", "--access-key"],
    pattern:
      /--(?:token|api-?key|secret(?:-key)?|oauth2-bearer|access-key|auth-token)[ =]\\{0,3}["']?(?<value>[A-Za-z0-9+/_.=-]{14,400})(?![\w$({])/gi,
    match: ["app login --token <x15>4", `curl --oauth2-bearer "<x22>9=="`],
    miss: ["app --token your-token-goes-here", "app --secret my-secret-name --api-key $KEY"],
  }),
  row({
    id: "sshpass-password",
    kind: "password on a command line",
    keywords: ["sshpass "],
    pattern: /sshpass -p ?\\{0,3}["']?(?<value>[^\s"'$<>{}\\]{5,127})/gi,
    match: ["sshpass -p <x12> ssh host"],
    miss: ["sshpass -p $PASS ssh host"],
  }),
  row({
    id: "psexec-password",
    kind: "password on a command line",
    keywords: ["psexec"],
    pattern:
      /psexec[^\r\n]{0,120}?\s-u\s{1,3}[^\s]{1,80}\s{1,3}-p\s{1,3}\\{0,3}["']?(?<value>[^\s"'$<>%{}\\]{5,127})/gi,
    match: ["psexec \\\\10.0.0.5 -u Administrator -p <x10>4 cmd"],
    miss: ["psexec \\\\10.0.0.5 -u Administrator -p %PASS% cmd"],
  }),
  row({
    id: "powershell-plain-password",
    kind: "password in a PowerShell script",
    keywords: ["ConvertTo-SecureString"],
    pattern:
      /ConvertTo-SecureString\s{1,3}(?:-(?:String|AsPlainText)\s{1,3})?(?:-Force\s{1,3})?\\{0,3}["']?(?<value>[^"'$\s\\-][^"'$\s\\]{4,127})/gi,
    match: [
      `ConvertTo-SecureString "<x14>" -AsPlainText -Force`,
      "ConvertTo-SecureString -String -Force <x12>4",
    ],
    miss: [`ConvertTo-SecureString $password -AsPlainText`],
  }),
];

function row(
  rule: Omit<Rule, "shape" | "examples" | "check"> & { match: string[]; miss: string[] },
): Rule {
  const { match, miss, ...rest } = rule;
  return {
    before: 32,
    after: 512,
    ...rest,
    check: isTyped,
    shape: "contextual",
    examples: { match: match.map(dummy), miss: miss.map(dummy) },
  };
}

/** What people type for a password or token: neither one word nor a reference to a value kept elsewhere. */
function isTyped(value: string): boolean {
  return /\d|[^A-Za-z]/.test(value) && !isPlaceholder(value) && !isWordy(value) &&
    !isCommonPassword(value) && !REFERENCE.test(value);
}

const REFERENCE = /^[\W_]|\$[A-Z{(]|[({]$|^[A-Z_]{2,40}$|^\/|^env[.:]/;
