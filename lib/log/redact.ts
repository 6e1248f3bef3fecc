import { Buffer } from "node:buffer";
import { limits } from "../limits.ts";
import { atOnce } from "../scan/body/at_once.ts";
import type { Engine } from "../scan/engine.ts";
import { redactRequestSteps } from "../scan/redact/redact_request.ts";
import type { Secret } from "../secret.ts";

/** Any list of secrets with their names fits. */
export interface RedactedSecret {
  readonly name: string;
  readonly value: Secret;
}

const SHOWN = "********";
/** Shorter values stand in innocent texts too; they are redacted only where they are the whole text. */
const SHORTEST_CHARS = 8;

/**
 * A function that replaces in a text every known secret by eight asterisks: raw, base64 (alone or in
 * the middle of something longer), percent-encoded, hex and JSON-escaped; and the credentials of
 * `Bearer …`, `Basic …` and of a URL's userinfo, known or not; and what the engine finds beyond that,
 * once there is one. `secrets` is asked on every call; what is derived from it is kept as long as it
 * gives the same values.
 */
export function createRedactor(
  secrets: () => readonly RedactedSecret[],
  engine: () => Engine | undefined = () => undefined,
): (text: string) => string {
  let pattern: RegExp | undefined;
  let values: ReadonlySet<string> = new Set();

  return (text) => {
    const now = new Set(secrets().map(({ value }) => value.reveal()).filter((one) => one !== ""));
    if (now.size !== values.size || [...now].some((value) => !values.has(value))) {
      values = now;
      pattern = compile(now);
    }
    if (values.has(text)) return SHOWN;
    const known = pattern === undefined ? text : text.replace(pattern, SHOWN);
    const told = known.replace(schemes, `$1${SHOWN}`).replace(userinfo, `//${SHOWN}@`);
    return withoutFindings(told, engine());
  };
}

/**
 * The text without what the detectors find in it, in any encoding. A text from which something that was
 * found cannot be taken out is not shown at all.
 */
function withoutFindings(text: string, engine: Engine | undefined): string {
  const latin1 = Buffer.from(text, "utf-8").toString("latin1");
  if (engine === undefined || !engine.sees(latin1)) return text;
  let rest = latin1;
  for (let round = 0; round < limits.redactRounds; round++) {
    const findings = engine.scan({ surface: "header log", views: [], text: rest }, LOOKING);
    if (findings.length === 0) return Buffer.from(rest, "latin1").toString("utf-8");
    // As the one header of a request that has nothing else.
    const parts = { ...NOTHING, fields: [["log", rest]] as const };
    const redacted = atOnce(redactRequestSteps(parts, findings));
    if (redacted.kind === "refuse") return SHOWN;
    rest = redacted.fields[0]?.[1] ?? SHOWN;
  }
  return SHOWN;
}

const NOTHING = { path: "", query: "", contentType: undefined, contentEncoding: [] };

const LOOKING = {
  detectors: new Set(["token_patterns", "known_secrets", "unicode_evasion"] as const),
  surfaceKind: "body",
} as const;

/** A scheme and a value with a capital, a digit or "=", or a long one: prose has none of these. */
const schemes =
  /\b((?:[Bb]earer|BEARER|[Bb]asic|BASIC)\s{1,8})(?=[a-z._~+/-]{0,64}[A-Z0-9=]|[^\s"']{24})[\w.~+/=-]{6,}/g;

const userinfo = /\/\/[^\s/?#@"]{1,512}@/g;

/** The longest form first: at one place the first alternative that fits is taken. */
function compile(values: ReadonlySet<string>): RegExp | undefined {
  const forms = [...values].filter((value) => value.length >= SHORTEST_CHARS).flatMap(formsOf);
  if (forms.length === 0) return undefined;
  const longestFirst = [...new Set(forms)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map(escapePattern).join("|"), "g");
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, "utf-8");
  const hex = bytes.toString("hex");
  const percent = hex.replace(/../g, "%$&");
  const component = encodeURIComponent(value.toWellFormed());
  const base64 = [bytes.toString("base64"), ...[0, 1, 2].map((shift) => base64At(bytes, shift))];
  return [
    value,
    hex,
    hex.toUpperCase(),
    percent,
    percent.toUpperCase(),
    component,
    component.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
    component.replaceAll("%20", "+"),
    JSON.stringify(value).slice(1, -1),
    ...base64,
    ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/**
 * What base64 of a longer text shows of `bytes` that begin `shift` bytes after a group of three: the
 * characters that no neighbour has a part in.
 */
function base64At(bytes: Uint8Array, shift: number): string {
  const text = Buffer.concat([new Uint8Array(shift), bytes]).toString("base64");
  const first = Math.ceil((shift * 8) / 6);
  const end = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice(first, end);
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
