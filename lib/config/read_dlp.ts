import {
  type InboundDetector,
  inboundDetectors,
  type OnMatch,
  type OutboundDetector,
  outboundDetectors,
} from "../policy/route.ts";
import { entryOf, expectMap, expectString, expectWord, kindOf, refuse } from "./expect.ts";
import type { MapAt, Positioned } from "./positioned.ts";
import { nearest } from "./nearest.ts";

export interface Dlp {
  readonly outboundDetectors: readonly OutboundDetector[];
  readonly inboundDetectors: readonly InboundDetector[];
  readonly outboundOnMatch: OnMatch;
}

const defaultOutbound: readonly OutboundDetector[] = ["token_patterns", "known_secrets"];

/** The `dlp` map of a route with the defaults applied; undefined: all of them. */
export function readDlp(node: Positioned | undefined): Dlp {
  const map = node === undefined ? undefined : expectMap(node, "dlp", [
    "outbound_detectors",
    "inbound_detectors",
    "outbound_on_match",
  ], "write it as { outbound_on_match: block }, or remove the key");
  const onMatch = map && entryOf(map, "outbound_on_match");
  return {
    outboundDetectors: readDetectors(map, "outbound_detectors", outboundDetectors) ??
      defaultOutbound,
    inboundDetectors: readDetectors(map, "inbound_detectors", inboundDetectors) ??
      inboundDetectors,
    outboundOnMatch: onMatch === undefined
      ? "supervise"
      : expectWord(onMatch, "outbound_on_match", ["block", "redact", "supervise"]),
  };
}

/** `false` or a list of names, each once; undefined when the key is absent. */
function readDetectors<Name extends string>(
  map: MapAt | undefined,
  key: string,
  known: readonly Name[],
): readonly Name[] | undefined {
  const node = map && entryOf(map, key);
  if (node === undefined) return undefined;
  if (node.kind === "scalar" && node.value === false) return [];
  if (node.kind !== "list") {
    return refuse(
      node.place,
      `${key} must be false or a list, not ${kindOf(node)}`,
      `write false, or [${known.join(", ")}], or remove the key for the default`,
    );
  }
  const names = node.items.map((item) => {
    const text = expectString(item, `a name in ${key}`, `write one of ${known.join(", ")}`);
    const name = known.find((candidate) => candidate === text);
    if (name !== undefined) return name;
    const meant = nearest(text, known);
    return refuse(
      item.place,
      `unknown detector in ${key}`,
      meant === undefined ? `known here: ${known.join(", ")}` : `did you mean ${meant}?`,
    );
  });
  return [...new Set(names)];
}
