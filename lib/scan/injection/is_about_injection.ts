/** Bytes on either side of a phrase in which its subject shows. */
export const LOOK_AROUND = 1500;
/** Different words of the subject that make a text one about it; fewer where the phrase is quoted. */
const LEAST_WORDS = 4;
const LEAST_WORDS_QUOTED = 2;

/**
 * Whether what stands round a phrase writes *about* attacks by prompt, so that the phrase is an example and no
 * demand. That is told by the subject's words, of which a quoted phrase needs fewer.
 *
 * Whoever attacks can write such words too: for that reason this makes a warning of a block, never nothing.
 */
export function isAboutInjection(
  text: string,
  start: number,
  end: number,
  unseen: boolean,
): boolean {
  const around = text.slice(Math.max(0, start - LOOK_AROUND), end + LOOK_AROUND);
  const found = new Set<string>();
  for (const [word] of around.matchAll(SUBJECT)) found.add(word.slice(0, 6).toLowerCase());
  return found.size >= (!unseen && isQuoted(text, start) ? LEAST_WORDS_QUOTED : LEAST_WORDS);
}

/** Words that stand in texts of those who study or fend off such attacks. */
const SUBJECT =
  /(?:prompt[ -]injection|\binject(?:ion|ed|s|ing)\b|jailbreak(?:s|ing)?\b|\battack(?:s|er|ers|ing)?\b|adversar|OWASP|vulnerab|mitigat|malicious|guardrail|red[ -]team|exploit|defen[cs]e|defend|detect(?:s|ion|or|ors|ed)?\b|payload|threat|sanitiz|classifier|benchmark|dataset|robustness|countermeasure|untrusted|poison|exfiltrat|bypass(?:es|ing)\b|scanner|false positive|regex|blocklist|heuristic|hidden text|LLM(?:s| )|language models?\b|security|hack|risk|\be\.g\.|for example|example:|such as|inyecci|inje[ck][ct]|iniezion|ataque|atacante|angriff|angreif|attaqu|attacc|sicherheit|segurid|seguran|sicurez|securite|保护|攻击|攻擊|注入|越狱|越獄|漏洞|攻撃|インジェクション|脱獄|脆弱|공격|인젝션|주입|취약|атак|инъекц|внедрен|уязвим|हमल|इंजेक्शन|επίθ|επιθ|هجوم|حقن|seguridad)/gi;

function isQuoted(text: string, start: number): boolean {
  return QUOTED.test(text.slice(Math.max(0, start - QUOTE_REACH), start));
}

const QUOTE_REACH = 80;

/** An opening quotation mark, code mark or block quote, and nothing that closes it. Typographic marks are bytes of UTF-8. */
const QUOTED =
  /(?:["`]|\xe2\x80\x9c|\xe2\x80\x98|\xc2\xab|(?:^|[\s(:,|])'|\n\s{0,3}>[^\n]{0,8}|\*|:\s{0,3}\n\s{0,4}|&quot;|「|『|《|“|«|<code>|<em>|<q>)[^"`\n\xe2]{0,60}$/;
