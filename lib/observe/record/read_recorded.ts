import { parseHost } from "../../policy/host.ts";
import { type Reason, reasons } from "../../policy/refusal.ts";
import type { Recorded, RecordedLoss } from "./recorded.ts";

/** The version of the lines; a reader leaves out others. */
export const RECORD_VERSION = 1;

/** What a replay needs of a line. */
export type RecordedRequest = Pick<
  Recorded,
  | "method"
  | "scheme"
  | "host"
  | "port"
  | "path"
  | "query"
  | "whole"
  | "headers"
  | "values"
  | "allowed"
  | "reason"
>;

/** Reads one line of a record; undefined for what is none. */
export function readRecorded(
  line: string,
): RecordedRequest | Pick<RecordedLoss, "lost"> | undefined {
  const value = parsed(line);
  if (value?.v !== RECORD_VERSION) return undefined;
  if (typeof value.lost === "number") return { lost: value.lost };
  const { method, scheme, host, port, path, query, whole, headers, values, allowed, reason } =
    value;
  if (typeof method !== "string" || typeof path !== "string" || typeof host !== "string") {
    return undefined;
  }
  if (scheme !== "http" && scheme !== "https") return undefined;
  if (typeof port !== "number" || (typeof query !== "string" && query !== null)) return undefined;
  if (typeof whole !== "boolean" || typeof allowed !== "boolean") return undefined;
  if (!isTexts(headers) || !isValues(values) || !(reason === null || isReason(reason))) {
    return undefined;
  }
  // A redacted host has asterisks, and is whole for no rule.
  if (whole && !parseHost(host).ok) return undefined;
  return { method, scheme, host, port, path, query, whole, headers, values, allowed, reason };
}

function parsed(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}

function isValues(value: unknown): value is Recorded["values"] {
  return isObject(value) && Object.values(value).every(isTexts);
}

function isReason(value: unknown): value is Reason {
  return typeof value === "string" && Object.hasOwn(reasons, value);
}
