import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { AboutBody } from "../scan/body/read_body.ts";
import { readOnce } from "../scan/body/read_once.ts";
import type { Engine } from "../scan/engine.ts";
import { mediaType } from "../scan/body/media_type.ts";
import { eventKind } from "../scan/events/event_kind.ts";
import { JOINED_EVENTS } from "../scan/events/followed_events.ts";
import type { Finding } from "../scan/finding.ts";
import type { InjectionScanner } from "../scan/injection/injection_scanner.ts";
import { scanBytesSteps, type ScannedBytes } from "../scan/scan_bytes.ts";
import { scanSigns } from "../scan/scan_signs.ts";
import type { Steps } from "../scan/steps.ts";
import type { Fields } from "../wire/field.ts";
import type { ResponseHead } from "../wire/message.ts";
import { answerRefusal, unreadableRefusal } from "./dlp_refusal.ts";
import { type Warning, warningsOf } from "./judge_request.ts";
import { type Looking, scanHead } from "./scan_head.ts";
import { scanAsStream } from "./scan_as_stream.ts";
import { scanSignsOfHead } from "./scan_signs_of_head.ts";

/** What reads the answers of a route. */
export interface AnswerReaders {
  /** For known secrets alone, on every route: what the agent must not hold must not come back to it. */
  readonly engine: Engine;
  /** For what wants to steer the agent; undefined where the route switches it off. */
  readonly signs: InjectionScanner | undefined;
  /** Values that the operator let the agent send to this host: it holds them already. */
  readonly approved?: ((value: string) => boolean) | undefined;
}

/** Undefined refusal: it may reach the agent. */
export interface AnswerVerdict {
  readonly refusal: Refusal | undefined;
  readonly warnings: readonly Warning[];
  readonly findings: readonly Finding[];
}

/** Whether the route wants to know of what tries to steer the agent. */
export function wantsSigns({ inboundDetectors }: Pick<Route, "inboundDetectors">): boolean {
  return inboundDetectors.includes("naive_injection_detection");
}

/** What known secrets are looked for with on the way in. */
export function lookingForKnown({ approved }: Pick<AnswerReaders, "approved">): Looking {
  return { detectors: KNOWN_SECRETS, ...(approved && { approved }) };
}

const KNOWN_SECRETS: Looking["detectors"] = new Set(["known_secrets"] as const);

/** Whether nothing is looked for in answers. */
export function readNothing({ engine, signs }: AnswerReaders): boolean {
  return engine.isBlind && signs === undefined;
}

/** Whether the head of an answer may reach the agent. */
export function judgeAnswerHead(readers: AnswerReaders, head: ResponseHead): Steps<AnswerVerdict> {
  return judgeAnswerFields(readers, [["reason phrase", head.reason], ...head.fields]);
}

/** The same for an answer's trailers. */
export function* judgeAnswerFields(
  readers: AnswerReaders,
  fields: Fields,
): Steps<AnswerVerdict> {
  if (fields.length === 0) return CLEAN;
  const { engine, signs } = readers;
  const parts = { host: "", path: "", query: "", fields };
  const known = engine.isBlind
    ? []
    : yield* scanHead(engine, parts, { authorization: "scan" }, lookingForKnown(readers));
  if (signs === undefined && known.length === 0) return CLEAN;
  const found = signs === undefined ? [] : yield* scanSignsOfHead(signs, fields);
  return verdictOf([...known, ...found]);
}

const CLEAN: AnswerVerdict = { refusal: undefined, warnings: [], findings: [] };

/** Whether a whole body may reach the agent. It must not be changed until the last step. */
export function* judgeAnswerBody(
  readers: AnswerReaders,
  bytes: Uint8Array,
  about: AboutBody,
): Steps<AnswerVerdict> {
  const { findings, refused } = yield* scanAnswerBody(readers, bytes, about);
  const verdict = verdictOf(findings);
  if (verdict.refusal !== undefined || refused === undefined) return verdict;
  return { ...verdict, refusal: unreadableRefusal(`the answer's ${refused}`) };
}

/** Everything that a whole body of an answer, or a message of a WebSocket, is found to hold. */
export function* scanAnswerBody(
  readers: AnswerReaders,
  bytes: Uint8Array,
  about: AboutBody,
): Steps<ScannedBytes> {
  const { engine, signs } = readers;
  const options = { ...lookingForKnown(readers), surfaceKind: "body" } as const;
  const read = readOnce(bytes, about);
  const known = engine.isBlind
    ? NOTHING
    : yield* scanBytesSteps(engine, bytes, about, options, read);
  const found = signs === undefined ? NOTHING : yield* scanSigns(signs, bytes, about, read);
  if (known.refused === undefined && found.refused === undefined) {
    const joined = yield* scanEvents(readers, bytes, about);
    const findings = [...known.findings, ...found.findings, ...joined.findings];
    return { ...joined, findings };
  }
  // What cannot be undone as a whole is judged like a body that streams: some of it is the agent's business.
  return yield* scanAsStream(readers, bytes, about);
}

/** What shows only where the texts of events are joined, if the body is such. */
function* scanEvents(
  readers: AnswerReaders,
  bytes: Uint8Array,
  about: AboutBody,
): Steps<ScannedBytes> {
  const kind = eventKind(mediaType(about.contentType).type, bytes);
  // The values of one array are joined as those of any other JSON.
  if (kind === undefined || kind === "json array" || readNothing(readers)) return NOTHING;
  const { findings, refused } = yield* scanAsStream(readers, bytes, about);
  const joined = findings.filter(({ views }) => views.includes(JOINED_EVENTS));
  return { ...NOTHING, findings: joined, refused };
}

const NOTHING: ScannedBytes = { findings: [], refused: undefined, notes: [] };

/** What the findings in an answer come to. */
export function verdictOf(findings: readonly Finding[]): AnswerVerdict {
  if (findings.length === 0) return CLEAN;
  const blocking = findings.find(({ severity }) => severity === "block");
  return {
    refusal: blocking && answerRefusal(blocking),
    warnings: warningsOf(findings, []),
    findings,
  };
}
