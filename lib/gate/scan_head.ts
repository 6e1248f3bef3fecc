import { crlf } from "../scan/crlf.ts";
import type { Engine } from "../scan/engine.ts";
import { entropy } from "../scan/entropy.ts";
import type { Detector, Finding } from "../scan/finding.ts";
import type { Steps } from "../scan/steps.ts";
import { type AboutHead, type HeadParts, type HeadView, headViews } from "../scan/surfaces.ts";
import { cleanHeads } from "./clean_heads.ts";

/** What the caller of a scan decides: which detectors look, and which values pass all the same. */
export interface Looking {
  readonly detectors: ReadonlySet<Detector>;
  /** Values that the operator has approved for the request's host. */
  readonly approved?: (value: string) => boolean;
}

/**
 * What a head holds, each value once. Heads are many, short and mostly clean: the texts of the request line
 * and those of the fields are looked at as one each, and one by one only if something shows.
 */
export function* scanHead(
  engine: Engine,
  parts: HeadParts,
  about: AboutHead,
  looking: Looking,
): Steps<Finding[]> {
  const line = { ...parts, fields: [] };
  const fields = { host: "", path: "", query: "", fields: parts.fields };
  const found = yield* scanPart(engine, line, about, looking);
  return once([...found, ...(yield* scanPart(engine, fields, about, looking))]);
}

function* scanPart(
  engine: Engine,
  parts: HeadParts,
  about: AboutHead,
  looking: Looking,
): Steps<Finding[]> {
  const clean = cleanHeads(engine);
  const key = keyOf(parts);
  const wantsEntropy = looking.detectors.has("entropy");
  if (clean.has(key) && !wantsEntropy) return [];
  const views = headViews(parts, about);
  const shows = yield* engine.seesSteps(views.map(({ text }) => text).join(BORDER));
  if (!shows && !wantsEntropy && !views.some(crlf)) {
    clean.add(key);
    return [];
  }
  const findings: Finding[] = [];
  for (const view of views) findings.push(...yield* scanView(engine, view, looking, shows));
  return findings;
}

/** Belongs to no encoding, so that what shows in a text alone shows beside others too. */
const BORDER = "\x01\n\x01";

/** All that the views are made of. No field holds a line break, so no two heads have the same key. */
function keyOf({ method = "", host, path, query, fields }: HeadParts): string {
  return `${method}\n${host}\n${path}\n${query}\n${
    fields.map(([name, value]) => `${name}:${value}`).join("\n")
  }`;
}

function* scanView(
  engine: Engine,
  view: HeadView,
  looking: Looking,
  shows: boolean,
): Steps<Finding[]> {
  if (view.detectors === "known_secrets") return shows ? yield* scanOwn(engine, view, looking) : [];
  return shows
    ? yield* engine.scanSteps(view, { ...looking, surfaceKind: "head" })
    : scanShape(view, looking.detectors);
}

/** The agent's own credential on a route that replaces it is looked through for known secrets alone. */
function* scanOwn(engine: Engine, view: HeadView, looking: Looking): Steps<Finding[]> {
  if (!looking.detectors.has("known_secrets")) return [];
  const detectors = new Set<Detector>(["known_secrets"]);
  return yield* engine.secretsOnly().scanSteps(view, {
    ...looking,
    detectors,
    surfaceKind: "head",
  });
}

/** The detectors that look at a text's shape, which `Engine.sees` says nothing of. */
function scanShape(view: HeadView, detectors: ReadonlySet<Detector>): Finding[] {
  const split = detectors.has("crlf") ? crlf(view) : undefined;
  const dense = detectors.has("entropy") ? entropy(view) : [];
  return split === undefined ? [...dense] : [split, ...dense];
}

/** A value shows in a text and in what was joined of it. */
function once(findings: readonly Finding[]): Finding[] {
  const told = new Set<string>();
  return findings.filter(({ detector, kind, value }) => {
    const key = JSON.stringify([detector, kind, value?.reveal()]);
    return value === undefined || (!told.has(key) && told.add(key));
  });
}
