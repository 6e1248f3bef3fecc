import assert from "node:assert/strict";
import { isAboutInjection } from "../../../lib/scan/injection/is_about_injection.ts";

function about(text: string, unseen = false): boolean {
  const start = text.indexOf("HERE");
  return isAboutInjection(text, start, start + 4, unseen);
}

Deno.test("isAboutInjection() needs two words of the subject round a quoted phrase, and more round any other", () => {
  assert.ok(about('In a prompt injection an attacker writes "HERE".'));
  assert.ok(!about('He wrote "HERE".'));
  assert.ok(!about("In a prompt injection an attacker writes HERE."));
  assert.ok(
    about("Prompt injection: an attacker exploits a vulnerable model. HERE. Mitigations follow."),
  );
});

Deno.test("isAboutInjection() asks as many of a phrase that does not show, quoted or not", () => {
  assert.ok(!about('An attacker may use prompt injection: "HERE"', true));
});

Deno.test("isAboutInjection() looks no further than what belongs to the phrase", () => {
  const far = "prompt injection attacker malicious mitigation exploit ";
  assert.ok(!about(`${far}${"word ".repeat(600)} HERE`));
});

Deno.test("isAboutInjection() knows the subject in other languages", () => {
  assert.ok(about("提示词注入攻击:「HERE」".replace(/[^\x20-\x7e]/g, (char) => char)));
});
