import { Buffer } from "node:buffer";
import { limits } from "../../limits.ts";
import type { Field, Fields } from "../../wire/field.ts";
import type { Finding } from "../finding.ts";
import type { Steps } from "../steps.ts";
import { redactBody } from "./redact_body.ts";
import { redactValues } from "./redact_values.ts";
import { soughtValue } from "./sought_value.ts";
import { fullWork } from "./work.ts";

/** The parts of a request that can be rewritten, each text latin1; the query without the `?`. */
export interface RequestParts {
  readonly path: string;
  readonly query: string;
  readonly fields: Fields;
  readonly body?: Uint8Array;
  readonly contentType: string | undefined;
  readonly contentEncoding: readonly string[];
}

/** The parts rewritten, or why the request cannot be: words without a value, to follow the finding's reason. */
export type Redaction =
  | {
    readonly kind: "redacted";
    readonly path: string;
    readonly query: string;
    readonly fields: Fields;
    readonly body?: Uint8Array;
  }
  | { readonly kind: "refuse"; readonly why: string };

/**
 * Law: what is redacted is gone from everywhere, or the request is refused.
 *
 * Replaces the value of every finding by eight asterisks wherever it stands in path, query, header
 * values (never `Host`) and body, also where it is percent-encoded, escaped, or inside a run of base64
 * or hex. Refused: findings without a value, those in the host or a header's name, those that only
 * show after Unicode normalising, and any whose value cannot be located on the surface where it was
 * found (cut over several strings, inside an archive, in another character set).
 *
 * If the body was decoded to be rewritten, `Content-Encoding` is dropped. The caller corrects
 * Content-Length and scans the result again: each round removes what it located or refuses, so the
 * rounds come to an end.
 */
export function* redactRequestSteps(
  parts: RequestParts,
  findings: readonly Finding[],
): Steps<Redaction> {
  const wanted: { value: string; place: Place }[] = [];
  const encoded = new Set<string>();
  for (const finding of findings) {
    const target = redactable(finding);
    if (target.kind === "refuse") return target;
    wanted.push(target);
    if (finding.encoded === true) encoded.add(target.value);
  }
  // A value that holds another goes first, or its rest would stay.
  const values = [...new Set(wanted.map(({ value }) => value))].sort((a, b) => b.length - a.length);
  const bytes = values.length * (parts.body?.length ?? 0);
  if (values.length > limits.redactValues || bytes > limits.redactWorkBytes) {
    return refuse(TOO_MUCH);
  }

  const located = new Set<string>();
  const work = fullWork();
  const sought = values.map((value) => soughtValue(value, encoded.has(value)));
  function* rewrite(text: string, place: Place): Steps<string> {
    yield;
    const source = { text, bytes: Buffer.from(text, "latin1") };
    const rewritten = yield* redactValues(source, sought, work);
    rewritten.located.forEach((value) => located.add(key(place, value)));
    return rewritten.result.text;
  }
  const path = yield* rewrite(parts.path, "path");
  const query = yield* rewrite(parts.query, "query");
  let fields: Field[] = [];
  for (const [name, value] of parts.fields) {
    const isHost = name.toLowerCase() === "host";
    fields.push([name, isHost ? value : yield* rewrite(value, "header")]);
  }
  let body = parts.body;
  if (body !== undefined) {
    const redacted = yield* redactBody(body, parts, sought, work);
    if (redacted.kind === "refuse") return redacted;
    redacted.located.forEach((value) => located.add(key("body", value)));
    body = redacted.body;
    if (redacted.decoded) {
      fields = fields.filter(([name]) => name.toLowerCase() !== "content-encoding");
    }
  }

  if (work.left < 0) return refuse(TOO_MUCH);

  // Where strings were joined, a value can show with a neighbour's letters: the part of it that was
  // located is enough, since what is left of it is scanned again.
  const missed = wanted.find(({ value, place }) =>
    !values.some((part) => value.includes(part) && located.has(key(place, part)))
  );
  if (missed !== undefined) {
    return refuse(`what was found in the ${missed.place} cannot be located exactly`);
  }
  return { kind: "redacted", path, query, fields, ...(body === undefined ? {} : { body }) };
}

type Place = "path" | "query" | "header" | "body";

function redactable(
  finding: Finding,
): { kind: "value"; value: string; place: Place } | { kind: "refuse"; why: string } {
  if (finding.value === undefined) return refuse("a finding without a value cannot be redacted");
  if (finding.detector === "unicode_evasion") {
    return refuse("a value hidden by Unicode characters cannot be redacted");
  }
  const place = placeOf(finding.surface);
  if (place === undefined) {
    return refuse("only path, query, values of headers and the body are ever rewritten");
  }
  const value = finding.value.reveal();
  if (value.length < SHORTEST) return refuse("the value is too short to be told from other text");
  if (value.length > limits.redactValueBytes) return refuse("the value is too long to be replaced");
  return { kind: "value", value, place };
}

const TOO_MUCH = "there are too many values to be replaced in a body of this size";

/** Replacing a shorter text wherever it stands would change what has nothing to do with the finding. */
const SHORTEST = 4;

function placeOf(surface: string): Place | undefined {
  if (surface === "path" || surface === "query") return surface;
  if (surface === "body" || surface.startsWith("body ")) return "body";
  if (surface === "header name") return undefined;
  return surface.startsWith("header ") || surface.startsWith("cookie ") ? "header" : undefined;
}

function key(place: Place, value: string): string {
  return `${place} ${value}`;
}

function refuse(why: string): { kind: "refuse"; why: string } {
  return { kind: "refuse", why };
}
