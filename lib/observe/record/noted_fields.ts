import { limits } from "../../limits.ts";
import type { RouteTable } from "../../policy/table.ts";
import type { Fields } from "../../wire/field.ts";
import { copied } from "../copied.ts";

/** What a record keeps of a head: little enough to wait in thousands. */
export interface NotedFields {
  /** In lower case, each once. */
  readonly names: readonly string[];
  /** All values of the names that some route asks for. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** False where there was more than is kept. */
  readonly whole: boolean;
}

export function notedFields(fields: Fields, asked: ReadonlySet<string>): NotedFields {
  const names = [...new Set(fields.map(([name]) => name.toLowerCase()))];
  const kept = names.slice(0, limits.recordedFields)
    .filter((name) => name.length <= limits.recordedValueChars).map(copied);
  const values: Record<string, readonly string[]> = {};
  for (const name of kept) {
    if (!asked.has(name) || CREDENTIALS.has(name)) continue;
    const all = fields.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
    // A part of them would be judged otherwise than the whole; other letters could steer a terminal.
    const text = all.join("");
    if (text.length <= limits.recordedValueChars && /^[\x20-\x7e]*$/.test(text)) {
      values[name] = all.map(copied);
    }
  }
  return { names: kept, values, whole: kept.length === names.length };
}

/** Confidential whatever their values look like. */
const CREDENTIALS: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "x-api-key",
]);

/** The lower-case names of the fields that the header rules of any route ask for. */
export function askedFields({ routes }: RouteTable): ReadonlySet<string> {
  const matches = routes.flatMap((route) => route.matches ?? []);
  return new Set(matches.flatMap(({ headers }) => headers.map(({ name }) => name)));
}
