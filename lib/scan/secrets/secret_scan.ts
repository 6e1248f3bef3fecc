import type { Report, Text } from "../text_scan.ts";
import { encodedSpan } from "./encoded_span.ts";
import type { PlainSecret, SecretForm } from "./known_secrets.ts";
import { matchForm } from "./match_form.ts";

/** The known secrets' side of a text's scan. */
export interface SecretScan {
  /** `letters` letters of `form` from `offset` on end at `last`. Called in order of `last`. */
  at(form: SecretForm, offset: number, letters: number, last: number): void;
  finish(): void;
}

/** @param plain secrets that the walk does not see, searched for at the end */
export function secretScan(
  source: Text,
  plain: readonly PlainSecret[],
  report: Report,
): SecretScan {
  const { bytes } = source;
  /** Where the last match of a form ended: hits before it tell nothing new. */
  const ends = new Map<SecretForm, number>();

  function tell(secret: string, whole: boolean, form: string, start: number, end: number): void {
    report.sighting({
      detector: "known_secrets",
      kind: secret,
      what: `${whole ? "value" : "part of the value"} of ${secret}`,
      written: form === "" ? [] : [form],
      contextual: false,
      value: source.text.slice(start, end),
      start,
      end,
    });
  }

  return {
    at(form, offset, letters, last) {
      if (last < (ends.get(form) ?? 0)) return;
      const match = matchForm(bytes, bytes.length, last, form, offset, letters);
      if (match === undefined || !match.telling) return;
      ends.set(form, match.end);
      const { value } = form;
      // The walk has left out what the value begins and ends with if that is neither letter nor digit.
      const lead = value === undefined ? 0 : Math.max(0, value.search(/[A-Za-z0-9]/));
      const isExact = value !== undefined && match.whole &&
        source.text.startsWith(value, match.start - lead);
      const whole = isExact
        ? { start: match.start - lead, end: match.start - lead + value.length }
        : encodedSpan(source.text, match, form.beside);
      tell(form.secret, match.whole, form.form, whole.start, whole.end);
    },
    finish() {
      for (const { secret, value } of plain) {
        const at = source.text.indexOf(value);
        if (at >= 0) tell(secret, true, "", at, at + value.length);
      }
    },
  };
}
