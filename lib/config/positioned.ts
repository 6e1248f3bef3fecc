import type { Place } from "./config_error.ts";

/** A value of the routes file that knows where it stands, so that every error can point at it. */
export type Positioned = ScalarAt | ListAt | MapAt;

export interface ScalarAt {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  readonly place: Place;
}

export interface ListAt {
  readonly kind: "list";
  readonly items: readonly Positioned[];
  readonly place: Place;
}

export interface MapAt {
  readonly kind: "map";
  /** In the order of the file; no key stands twice. */
  readonly entries: readonly EntryAt[];
  readonly place: Place;
}

export interface EntryAt {
  readonly key: string;
  readonly place: Place;
  readonly value: Positioned;
}

/** The value without its places: exactly the keys that the file wrote, in its order. */
export function plainValue(node: Positioned): unknown {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(plainValue);
    case "map":
      return Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value)]));
    default:
      return node satisfies never;
  }
}
