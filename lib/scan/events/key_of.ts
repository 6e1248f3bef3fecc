import { limits } from "../../limits.ts";

/** A part of a channel's name, ended by a slash: an index, or the beginning of an id; `-` where there is none. */
export function keyOf(value: unknown): string {
  if (typeof value === "number") return `${value}/`;
  if (typeof value !== "string" || value === "") return "-/";
  return `${value.slice(0, limits.eventKeyChars)}/`;
}
