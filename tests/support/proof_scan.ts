import { createEngine } from "../../lib/scan/engine.ts";
import type { Detector, Finding } from "../../lib/scan/finding.ts";
import { rules } from "../../lib/scan/rules/index.ts";
import { dummy } from "../../lib/scan/rules/build/dummy.ts";
import { bodyDetectors, scanBytesSteps } from "../../lib/scan/scan_bytes.ts";
import { runSteps } from "../../lib/scan/steps.ts";
import { type HeadParts, headViews } from "../../lib/scan/surfaces.ts";
import { Secret } from "../../lib/secret.ts";
import type { SentBody } from "./body_encodings.ts";

/** Known secrets of every shape that an operator's variables have, by name. UTF-8 as latin1. */
export const knownValues: Readonly<Record<string, string>> = {
  OWN_ALNUM: dummy("<x21><x19>"),
  OWN_SIGNS: dummy("<x9>!<x6>#$<x7>/+<x5>=?<x6>&"),
  OWN_UUID: dummy("<u>"),
  OWN_PEM: [
    "-----BEGIN PRIVATE " + "KEY-----",
    dummy("MIGHAgEA<b56>"),
    dummy("<b64>"),
    dummy("<b50>=="),
    "-----END PRIVATE " + "KEY-----",
  ].join("\n"),
  OWN_PHRASE: "seven lanterns over a quiet river",
  OWN_LINES: "copper kettle\nwith nine handles",
};

const known = Object.entries(knownValues)
  .map(([name, value]) => ({ name, value: new Secret(value) }));

/** The engine under proof: every rule, and the known secrets above. */
export const proofEngine = createEngine({ rules, secrets: known });

const head = new Set<Detector>(["token_patterns", "known_secrets", "crlf", "unicode_evasion"]);

/** What is found in a text as such. */
export function inText(text: string): readonly Finding[] {
  const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
  return proofEngine.scan({ surface: "body", views: [], text }, options);
}

/** What is found of known secrets in a text that comes from an upstream. */
export function inbound(text: string): readonly Finding[] {
  const detectors = new Set<Detector>(["known_secrets"]);
  const view = { surface: "body", views: [], text };
  return proofEngine.secretsOnly().scan(view, { detectors, surfaceKind: "body" });
}

/** What is found in a body. A body that is refused is an error: the proof sends none that cannot be read. */
export async function inBody({ bytes, about }: SentBody): Promise<readonly Finding[]> {
  const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
  const steps = scanBytesSteps(proofEngine, bytes, about, options);
  const { findings, refused } = await runSteps(steps);
  if (refused !== undefined) throw new Error(`Cannot read the body: ${refused}`);
  return findings;
}

/** What is found in a request's head, of which only what matters is given. */
export function inHead(parts: Partial<HeadParts>): readonly Finding[] {
  const whole = { host: "api.example.com", path: "/", query: "", fields: [], ...parts };
  return headViews(whole, { authorization: "scan" }).flatMap((view) =>
    proofEngine.scan(view, { detectors: head, surfaceKind: "head" })
  );
}
