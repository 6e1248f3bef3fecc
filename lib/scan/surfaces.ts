import type { Fields } from "../wire/field.ts";
import { atOnce } from "./body/at_once.ts";
import { base64Bytes } from "./body/base64_bytes.ts";
import { formTexts, undoForm } from "./body/form.ts";
import { joined } from "./body/joined.ts";
import { latin1 } from "./body/latin1.ts";
import { neighbours } from "./body/neighbours.ts";
import type { TextView } from "./text_view.ts";
import { Buffer } from "node:buffer";

/** A text of the head and which detectors may judge it. */
export interface HeadView extends TextView {
  /** `known_secrets`: the agent's own credential, which never leaves and may look like a token. */
  readonly detectors: "all" | "known_secrets";
}

/** The head of a request, each text latin1 as it stood on the wire; path and query without the `?`. */
export interface HeadParts {
  readonly host: string;
  readonly path: string;
  readonly query: string;
  readonly fields: Fields;
  /** Only one of the agent's own is a surface: with it anything could be written. */
  readonly method?: string;
}

export interface AboutHead {
  /** `known-secrets-only` on a route that replaces the credential: it is dropped before forwarding. */
  readonly authorization: "scan" | "known-secrets-only";
  /** In lower case: another field that the route replaces, treated as `Authorization` is. */
  readonly credentialField?: string;
  /** Put before every surface's name: `trailer ` for the fields behind a body. */
  readonly prefix?: string;
}

/**
 * Law: no part of a head reaches the upstream unread.
 *
 * Every text in which a secret could stand in a request's head: the host and its labels joined, the
 * path, its segments one by one and joined, the query and its names and values, header names, header values,
 * cookies, Basic credentials decoded; and names and values joined in order, so that a secret that
 * was cut over several of them shows. Percent-encoding and the like are the engine's to undo.
 */
export function headViews(parts: HeadParts, about: AboutHead): HeadView[] {
  const views: HeadView[] = [];
  const add = (
    surface: string,
    decodings: readonly string[],
    text: string,
    secretsOnly = false,
  ) => {
    if (text === "") return;
    const detectors = secretsOnly ? "known_secrets" : "all";
    views.push({ surface: `${about.prefix ?? ""}${surface}`, views: decodings, text, detectors });
  };

  if (!USUAL_METHODS.has(parts.method ?? "")) add("method", [], parts.method ?? "");
  add("host", [], parts.host);
  if (parts.host.includes(".")) add("host", JOINED, joinedLabels(parts.host));
  add("path", [], parts.path);
  const segments = parts.path.split("/").filter((segment) => segment !== "");
  // A slash is a letter of base64, which many patterns do not let stand beside a token.
  add("path", ["segments"], segments.join("\n"));
  if (segments.length > 1) add("path", JOINED, `${segments.join("")}\n${neighbours(segments)}`);
  add("query", [], parts.query);
  const form = atOnce(formTexts(parts.query));
  add("query", ["form"], form.decoded?.text ?? "");
  if (form.joined !== undefined) {
    const values = neighbours(queryValues(parts.query));
    add(
      "query",
      ["form", "joined"],
      `${form.joined.text}
${values}`,
    );
  }

  const scanned: [string, string][] = [];
  for (const [name, value] of parts.fields) {
    const lower = name.toLowerCase();
    const surface = `header ${lower}`;
    const replaced = about.authorization === "known-secrets-only" &&
      (lower === "authorization" || lower === about.credentialField);
    add(surface, [], value, replaced);
    add(surface, ["basic"], basicCredentials(value), replaced);
    if (!replaced) scanned.push([name, value]);
  }
  addJoinedFields(add, scanned, parts.fields);
  addCookies(add, parts.fields);
  return views;
}

/**
 * The labels as one text, on lines of its own each time without some of the first and last: a counter
 * may stand before a token that was cut into labels, and its zone stands behind, and letters beside it
 * would make it another text.
 */
function joinedLabels(host: string): string {
  const labels = host.split(".");
  const lines: string[] = [];
  for (let first = 0; first <= MOST_COUNTER_LABELS; first++) {
    for (let last = labels.length; last > first + 1; last--) {
      if (labels.length - last > MOST_ZONE_LABELS) break;
      lines.push(labels.slice(first, last).join(""));
    }
  }
  return lines.join("\n");
}

/** `0001.a.<token>`, and `<token>.x.example.co.uk`. */
const MOST_COUNTER_LABELS = 2;
const MOST_ZONE_LABELS = 4;

type Add = (surface: string, decodings: readonly string[], text: string) => void;

/** The value of a field that the route replaces is left out here: it must not be judged as a token. */
function addJoinedFields(add: Add, scanned: readonly [string, string][], fields: Fields): void {
  const names = fields.map(([name]) => name);
  add("header name", [], names.join(" "));
  if (names.length > 1) add("header name", JOINED, `${joined(names)}\n${neighbours(names)}`);
  // HTTP/2 joins fields of one name by commas, and so may every reader on the way.
  const values = scanned.flatMap(([, value]) => value.split(/,[ \t]*/));
  const pairs = scanned.map(([name, value]) => joined([name, value]));
  if (scanned.length === 0) return;
  add("header fields", JOINED, [joined(values), ...pairs, neighbours(values)].join("\n"));
}

function addCookies(add: Add, fields: Fields): void {
  const values: string[] = [];
  const both: string[] = [];
  for (const [name, value] of fields) {
    if (name.toLowerCase() !== "cookie") continue;
    for (const cookie of value.split(";")) {
      const equals = cookie.indexOf("=");
      const key = equals < 0 ? "" : cookie.slice(0, equals).trim();
      const content = cookie.slice(equals + 1).trim();
      if (content === "" && key === "") continue;
      values.push(content);
      both.push(key, content);
      add(`cookie ${shortName(key)}`, [], content);
    }
  }
  if (values.length < 2) return;
  add("header cookie", JOINED, [joined(values), joined(both), neighbours(values)].join("\n"));
}

/** What stands behind the names of the query, undone once. */
function queryValues(query: string): readonly string[] {
  return query.split("&").map((pair) => undoForm(pair.slice(pair.indexOf("=") + 1)))
    .filter((value) => value !== "");
}

/** The agent writes the name and the reason repeats it, so only a short plain one is taken over. */
function shortName(name: string): string {
  return /^[\w.-]{1,32}$/.test(name) ? name : "of an unusual name";
}

/** `user:password` of a Basic credential (RFC 7617), in whichever field it stands; empty if none does. */
function basicCredentials(value: string): string {
  const encoded = /^basic[ \t]+(\S.*)$/is.exec(value)?.[1];
  return encoded === undefined ? "" : latin1(atOnce(base64Bytes(Buffer.from(encoded, "latin1"))));
}

const USUAL_METHODS: ReadonlySet<string> = new Set([
  ...["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
]);

const JOINED = ["joined"];
