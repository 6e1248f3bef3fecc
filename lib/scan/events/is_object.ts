import type { JsonObject } from "./event_texts.ts";

/** Whether a value of JSON is an object; lists are not. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
