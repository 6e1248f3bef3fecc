import { Buffer } from "node:buffer";
import type { Secret } from "../secret.ts";
import type { Field } from "../wire/field.ts";
import { accept, refuse } from "./outcome.ts";
import type { Outcome } from "./refusal.ts";
import type { CredentialForm, CredentialRule, CredentialSource, Route } from "./route.ts";

export { mayCarryCredential } from "./may_carry_credential.ts";

/** The lower-case name of the header that carries the route's credential; `authorization` without one. */
export function credentialHeaderName(route: Route): string {
  const form = route.credential?.form;
  return form?.kind === "header" ? form.name.toLowerCase() : "authorization";
}

/**
 * The lower-case names of the fields that never travel from the agent to the upstream of this route:
 * Authorization always, whatever carries the route's credential, and the proxy's own credential.
 */
export function droppedNames(route: Route): ReadonlySet<string> {
  const name = credentialHeaderName(route);
  return ALWAYS_DROPPED.has(name) ? ALWAYS_DROPPED : new Set([...ALWAYS_DROPPED, name]);
}

const ALWAYS_DROPPED: ReadonlySet<string> = new Set(["authorization", "proxy-authorization"]);

/**
 * The field that carries a credential. `value` is undefined where the variable or file has none.
 * A value that is empty, or does not fit a header as one word of visible ASCII with inner spaces, is
 * a 403 `credential-missing` that names the variable or file: a request without its credential is
 * never sent. Basic encodes UTF-8 (RFC 7617), so only controls are unfit there.
 */
export function credentialField(rule: CredentialRule, value: Secret | undefined): Outcome<Field> {
  const revealed = value?.reveal() ?? "";
  const source = nameSource(rule.source);
  if (revealed.trim() === "") {
    return refuse(
      403,
      "credential-missing",
      `the route's credential is missing: ${source} is absent or empty; give it a value`,
    );
  }
  const fits = rule.form.kind === "basic" ? !CONTROL.test(revealed) : HEADER_VALUE.test(revealed);
  if (!fits) {
    return refuse(
      403,
      "credential-missing",
      `the route's credential is not fit for a header: ${source} must hold one line of ASCII ` +
        "without controls and without white space around it",
    );
  }
  return accept(writeField(rule.form, revealed));
}

// deno-lint-ignore no-control-regex
const CONTROL = /[\x00-\x1f\x7f]/;
const HEADER_VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

function writeField(form: CredentialForm, value: string): Field {
  switch (form.kind) {
    case "scheme":
      return ["Authorization", `${form.scheme} ${value}`];
    case "basic": {
      const pair = Buffer.from(`${form.user}:${value}`, "utf8").toString("base64");
      return ["Authorization", `Basic ${pair}`];
    }
    case "header":
      return [form.name, value];
  }
  form satisfies never;
}

function nameSource(source: CredentialSource): string {
  switch (source.kind) {
    case "env":
      return `the sidecar's environment variable ${source.name}`;
    case "file":
      return `the sidecar's file ${source.path}`;
  }
  source satisfies never;
}
