import type { Rule } from "../rule.ts";
import { isCommonPassword } from "../check/is_common_password.ts";
import { isPlaceholder } from "../check/is_placeholder.ts";
import { isWordy } from "../check/is_wordy.ts";
import { structured } from "./build/structured.ts";

/** What programs keep in files of their own, and statements that set a password. */
export const files: readonly Rule[] = [
  structured({
    id: "jenkins-stored-secret",
    kind: "secret in Jenkins's credentials file",
    // Jenkins writes {base64}: a version byte and the lengths come first, so it always begins alike.
    keywords: ["AQAAABAAA"],
    pattern:
      /\{(?:[^{}<>\r\n]{1,80} )?AQAAABAAA[A-Za-z0-9+/]{0,1} ?(?<value>[^\s<>{}"']{12,1200})\}/g,
    before: 96,
    after: 1400,
    match: ["<secret>{AQAAABAAAAAQ<b43>=}</secret>"],
    miss: ["AQAAABAAAAAQ<b43>="],
  }),
  structured({
    id: "jenkins-initial-password",
    kind: "initial administrator's password of Jenkins",
    keywords: ["password to proceed to installation"],
    pattern:
      /password to proceed to installation:[\s\\nr]{1,16}(?<value>[a-f0-9]{32})(?![a-f0-9])/g,
    match: ["Please use the following password to proceed to installation:\n\n<h32>\n"],
  }),
  structured({
    id: "filezilla-password",
    kind: "password in FileZilla's file of servers",
    keywords: ["<Pass>", "<Pass encoding"],
    pattern: /<Pass(?: encoding=\\{0,3}"base64\\{0,3}")?>(?<value>[^<>\s]{4,200})<\\{0,3}\/Pass>/g,
    check: (value) =>
      !isPlaceholder(value) && !isCommonPassword(value) && /\d|[^A-Za-z]|[a-z][A-Z]/.test(value),
    match: [`<Pass encoding="base64"><x24>=</Pass>`, "<Pass><x12>!</Pass>"],
    miss: ["<Pass>your_password</Pass>"],
  }),
  structured({
    id: "sql-user-password",
    kind: "password in an SQL statement",
    keywords: ["identified by", "identified with", "with password", "with encrypted password"],
    exactCase: false,
    pattern:
      /(?:identified\s{1,4}(?:with\s{1,4}["'\w]{1,40}\s{1,4})?(?:by|as)|with\s{1,4}(?:encrypted\s{1,4})?password)\s{0,4}=?\s{0,4}["'`](?<value>[^"'`\s\\]{4,128})["'`\\]/gi,
    check: (value) =>
      /\d|[^A-Za-z0-9_-]/.test(value) && !isPlaceholder(value) && !isWordy(value) &&
      !isCommonPassword(value),
    match: [
      "CREATE USER 'app'@'%' IDENTIFIED BY '<x12>!';",
      "ALTER USER root IDENTIFIED WITH mysql_native_password BY '<x12>9';",
      "ALTER LOGIN app WITH PASSWORD = '<x14>4'",
    ],
    miss: ["CREATE USER app IDENTIFIED BY 'password';", "CREATE ROLE app WITH PASSWORD 'secret';"],
  }),
];
