import type { Secret } from "../secret.ts";
import { atOnce } from "./body/at_once.ts";
import { type BodyStream, bodyStream, type Hold } from "./body_stream.ts";
import { compile, type Compiled } from "./compile.ts";
import { crlf } from "./crlf.ts";
import { entropy } from "./entropy.ts";
import type { Finding } from "./finding.ts";
import { secretHold, windowHold } from "./hold.ts";
import { latin1Bytes } from "./latin1_bytes.ts";
import { lazyText } from "./lazy_text.ts";
import { lazyView } from "./lazy_view.ts";
import type { Rule } from "./rule.ts";
import { scanDeep } from "./scan_deep.ts";
import type { Text } from "./text_scan.ts";
import type { TextView } from "./text_view.ts";
import { type ScanOptions, toFindings } from "./to_findings.ts";

/**
 * Reads texts for what must not leave. Built once for a set of rules and secrets (some tens of
 * milliseconds), then pure: the same text gives the same findings.
 */
export interface Engine {
  /** All findings in a text, most severe first, each value once. A text beyond latin1 is a TypeError. */
  scan(view: TextView, options: ScanOptions): Finding[];
  /** The same in steps of a few milliseconds at most: the caller decides what happens between them. */
  scanSteps(view: TextView, options: ScanOptions): Generator<void, Finding[], void>;
  /**
   * Whether a scan of the text could find anything that a detector sees by its value (all but `crlf` and
   * `entropy`). Far cheaper than findings where nothing is seen, and true of a text that holds such a text.
   */
  sees(text: string): boolean;
  /** The same in steps. */
  seesSteps(text: string): Generator<void, boolean, void>;
  /** A body that is scanned as it streams. */
  stream(surface: string, options: ScanOptions): BodyStream;
  /** The same engine for known secrets alone: what runs on the way in. */
  secretsOnly(): Engine;
  /** Whether there is nothing to look for: no rules and no secrets. */
  readonly isBlind: boolean;
  /** Names of secrets that are too short to be looked for. */
  readonly rejectedSecrets: readonly string[];
}

export function createEngine(parts: {
  readonly rules: readonly Rule[];
  readonly secrets: readonly { readonly name: string; readonly value: Secret }[];
}): Engine {
  const whole = compile(parts.rules, parts.secrets);
  let inbound: Engine | undefined;
  const secretsOnly = (): Engine => {
    if (inbound === undefined) {
      const secrets = compile([], parts.secrets);
      inbound = engineOf(secrets, secretHold(secrets), secretsOnly);
    }
    return inbound;
  };
  return engineOf(whole, windowHold, secretsOnly);
}

function engineOf(compiled: Compiled, hold: Hold, secretsOnly: () => Engine): Engine {
  const scan = (view: TextView, options: ScanOptions): Finding[] =>
    atOnce(scanSteps(compiled, view, options));
  return {
    scan,
    sees: (text) => atOnce(seesSteps(compiled, text)),
    seesSteps: (text) => seesSteps(compiled, text),
    scanSteps: (view, options) => scanSteps(compiled, view, options),
    stream: (surface, options) =>
      bodyStream(
        (bytes) => scanSteps(compiled, lazyView(surface, [], lazyText(bytes)), options),
        hold,
      ),
    secretsOnly,
    isBlind: compiled.purposes.every((ending) => ending.length === 0) &&
      compiled.bare.length === 0 && compiled.plainSecrets.length === 0,
    rejectedSecrets: compiled.rejectedSecrets,
  };
}

function* seesSteps(compiled: Compiled, text: string): Generator<void, boolean, void> {
  const { seen, refusals } = yield* scanDeep(compiled, textOf(text));
  return seen.length > 0 || refusals.size > 0;
}

function* scanSteps(
  compiled: Compiled,
  view: TextView,
  options: ScanOptions,
): Generator<void, Finding[], void> {
  const deep = yield* scanDeep(compiled, view.source ?? textOf(view.text));
  const findings = toFindings(deep, view, options);
  if (options.surfaceKind === "head" && options.detectors.has("crlf")) {
    const split = crlf(view);
    if (split !== undefined) findings.push(split);
  }
  if (options.detectors.has("entropy")) findings.push(...entropy(view));
  return findings;
}

function textOf(text: string): Text {
  return { text, bytes: latin1Bytes(text) };
}
