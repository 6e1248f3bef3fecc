import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Secret } from "../../secret.ts";
import { reduceText } from "../walk/reduce_text.ts";
import { randomWindows } from "./random_windows.ts";
import { secretForms, type Shared } from "./secret_forms.ts";

/** One way of writing one known secret, ready to be compared. */
export interface SecretForm {
  /** The variable's name. */
  readonly secret: string;
  /** As in `WrittenForm`. */
  readonly form: string;
  /** The value itself in latin1, if this form is the value. */
  readonly value: string | undefined;
  /** Letters and digits of the form, in lower case. */
  readonly reduced: string;
  /** By offset in `reduced`: whether a piece that begins here gives the secret away; empty: only the whole does. */
  readonly telling: readonly boolean[];
  /** Characters of base64 or base32 beside the letters of `reduced` that belong to the form; undefined for other forms. */
  readonly beside: Shared | undefined;
}

/** A literal of the walk and where in the form it stands. */
export interface SecretLiteral {
  readonly form: SecretForm;
  readonly literal: string;
  readonly offset: number;
}

/** A value with too few letters and digits for the walk, searched for as it is. */
export interface PlainSecret {
  readonly secret: string;
  readonly value: string;
}

export interface KnownSecrets {
  readonly literals: readonly SecretLiteral[];
  readonly plain: readonly PlainSecret[];
  /** Names of the secrets that are too short to be looked for without alarms on ordinary text. */
  readonly rejected: readonly string[];
}

/** Letters of a literal that stands for a whole form; its beginning, so that a stream can hold it back. */
const ANCHOR_LETTERS = 8;

/**
 * What the walk looks for to find known secrets. Of the value itself, every block of six letters is a
 * literal: any twelve of them in a row hold one whole block, so that pieces are found too.
 */
export function knownSecrets(
  secrets: readonly { readonly name: string; readonly value: Secret }[],
): KnownSecrets {
  const literals: SecretLiteral[] = [];
  const plain: { secret: string; value: string }[] = [];
  const rejected: string[] = [];
  for (const { name, value } of secrets) {
    const text = Buffer.from(value.reveal().trim(), "utf8").toString("latin1");
    if (text.length < limits.knownSecretLeastBytes || new Set(text).size < 4) {
      rejected.push(name);
      continue;
    }
    if (reduceText(text).length < ANCHOR_LETTERS) plain.push({ secret: name, value: text });
    literals.push(...formsOf(name, text).flatMap(literalsOf));
  }
  return { literals, plain, rejected };
}

function formsOf(secret: string, value: string): readonly SecretForm[] {
  const seen = new Set<string>();
  const forms: SecretForm[] = [];
  for (const { name, text, shared } of secretForms(value)) {
    const reduced = reduceText(text);
    if (reduced.length < ANCHOR_LETTERS || seen.has(reduced)) continue;
    seen.add(reduced);
    const isValue = name === "";
    forms.push({
      secret,
      form: name,
      value: isValue ? value : undefined,
      reduced,
      telling: isValue ? randomWindows(value, limits.knownSecretPieceLetters) : [],
      beside: shared === undefined ? undefined : {
        before: shared.before + text.search(/[A-Za-z0-9]/),
        after: shared.after + (/[^A-Za-z0-9]*$/.exec(text)?.[0].length ?? 0),
      },
    });
  }
  return forms;
}

function literalsOf(form: SecretForm): readonly SecretLiteral[] {
  const literals = [{ form, literal: form.reduced.slice(0, ANCHOR_LETTERS), offset: 0 }];
  const block = limits.knownSecretPieceLetters / 2;
  for (let offset = 0; offset + block <= form.reduced.length; offset += block) {
    if (!form.telling.slice(Math.max(0, offset - block), offset + 1).includes(true)) continue;
    literals.push({ form, literal: form.reduced.slice(offset, offset + block), offset });
  }
  return literals;
}
