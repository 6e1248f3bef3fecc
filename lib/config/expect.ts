/**
 * What the readers of the routes file ask of a node. Each function returns the value in the asked
 * type or throws a ConfigError at the node. `what` names the node in words; values are not quoted,
 * since a value at the wrong place may be a secret.
 */
import type { Refusal } from "../policy/refusal.ts";
import { ConfigError, type Place } from "./config_error.ts";
import { nearest } from "./nearest.ts";
import type { MapAt, Positioned } from "./positioned.ts";

export function refuse(place: Place, wrong: string, mend: string): never {
  throw new ConfigError(place, wrong, mend);
}

/** An error in the words of the refusal that a request with such a value would get. */
export function refuseAs(place: Place, refusal: Refusal, mend: string): never {
  const words = refusal.text.replace(/^egress: /, "");
  const [wrong = words, ...rest] = words.split("; ");
  return refuse(place, wrong, rest.length === 0 ? mend : rest.join("; "));
}

/** A map with no other keys than `keys`. */
export function expectMap(
  node: Positioned,
  what: string,
  keys: readonly string[],
  mend: string,
): MapAt {
  if (node.kind !== "map") {
    return refuse(node.place, `${what} must be a map, not ${kindOf(node)}`, mend);
  }
  for (const entry of node.entries) {
    if (keys.includes(entry.key)) continue;
    const meant = nearest(entry.key, keys);
    const shown = entry.key.length > 40 ? "a long key" : `"${entry.key}"`;
    refuse(
      entry.place,
      `unknown key ${shown} in ${what}`,
      meant === undefined ? `known here: ${keys.join(", ")}` : `did you mean ${meant}?`,
    );
  }
  return node;
}

/** The value of a key; undefined when the key is absent. */
export function entryOf(map: MapAt, key: string): Positioned | undefined {
  return map.entries.find((entry) => entry.key === key)?.value;
}

export function expectList(node: Positioned, what: string, mend: string): readonly Positioned[] {
  if (node.kind !== "list") {
    return refuse(node.place, `${what} must be a list, not ${kindOf(node)}`, mend);
  }
  return node.items;
}

/** A list with at least one item: an empty one could be read as everything or as nothing. */
export function expectItems(node: Positioned, what: string, mend: string): readonly Positioned[] {
  const items = expectList(node, what, mend);
  if (items.length === 0) {
    refuse(node.place, `${what} is an empty list`, `name at least one, or remove the key`);
  }
  return items;
}

export function expectString(node: Positioned, what: string, mend: string): string {
  if (node.kind === "scalar" && typeof node.value === "string") return node.value;
  const quoted = node.kind === "scalar" && node.value !== null ? "put the value in quotes" : mend;
  return refuse(node.place, `${what} must be a string, not ${kindOf(node)}`, quoted);
}

export function expectBoolean(node: Positioned, what: string): boolean {
  if (node.kind === "scalar" && typeof node.value === "boolean") return node.value;
  return refuse(
    node.place,
    `${what} must be true or false, not ${kindOf(node)}`,
    "write true or false, without quotes",
  );
}

/** One of a few words. */
export function expectWord<Word extends string>(
  node: Positioned,
  what: string,
  words: readonly Word[],
): Word {
  const list = words.join(", ");
  const text = expectString(node, what, `write one of ${list}`);
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  const meant = nearest(text, words);
  return refuse(
    node.place,
    `${what} must be one of ${list}`,
    meant === undefined ? "write one of these words" : `did you mean ${meant}?`,
  );
}

export function kindOf(node: Positioned): string {
  if (node.kind !== "scalar") return `a ${node.kind}`;
  return node.value === null ? "empty" : `a ${typeof node.value}`;
}
