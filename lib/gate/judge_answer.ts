import type { Refusal } from "../policy/refusal.ts";
import type { Engine } from "../scan/engine.ts";
import type { Detector, Finding } from "../scan/finding.ts";
import type { Steps } from "../scan/steps.ts";
import type { Fields } from "../wire/field.ts";
import type { ResponseHead } from "../wire/message.ts";
import { reflectedRefusal } from "./dlp_refusal.ts";
import { type Looking, scanHead } from "./scan_head.ts";

/**
 * What reads answers, on every route: a known secret must not come back to the agent.
 *
 * @param approved values that the operator let the agent send to this host: it holds them already
 */
export function inboundLooking(approved: (value: string) => boolean = () => false): Looking {
  return { detectors: KNOWN_SECRETS, approved };
}

const KNOWN_SECRETS: ReadonlySet<Detector> = new Set<Detector>(["known_secrets"]);

/** Why the head of an answer must not reach the agent; undefined if it may. `engine` is one for secrets only. */
export function judgeAnswerHead(
  engine: Engine,
  head: ResponseHead,
  looking: Looking = inboundLooking(),
): Steps<Refusal | undefined> {
  return judgeFields(engine, [["reason phrase", head.reason], ...head.fields], looking);
}

/** The same for an answer's trailers. */
export function* judgeFields(
  engine: Engine,
  fields: Fields,
  looking: Looking = inboundLooking(),
): Steps<Refusal | undefined> {
  if (fields.length === 0) return undefined;
  const parts = { host: "", path: "", query: "", fields };
  return firstReflected(yield* scanHead(engine, parts, { authorization: "scan" }, looking));
}

/** The refusal of the first known secret among findings. */
export function firstReflected(findings: readonly Finding[]): Refusal | undefined {
  const [first] = findings;
  return first && reflectedRefusal(first);
}
