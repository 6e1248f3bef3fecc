import { limits } from "../../limits.ts";
import { type AboutBody, codingNames } from "../body/read_body.ts";
import type { Engine } from "../engine.ts";
import type { Finding } from "../finding.ts";
import type { InjectionScanner } from "../injection/injection_scanner.ts";
import type { ScanOptions } from "../to_findings.ts";
import { allStages } from "./all_stages.ts";
import { declaredCoding, isKnownCoding } from "./declared_coding.ts";
import { Halt } from "./halt.ts";
import { heldBytes } from "./held_bytes.ts";
import { scannedText } from "./scanned_text.ts";
import { signedText } from "./signed_text.ts";
import type { Stage } from "./stage.ts";
import { streamedText } from "./streamed_text.ts";
import { type Unreadable, type Work, work } from "./work.ts";

/** What a piece of a body came to. */
export interface BodyStep {
  /** The body's own bytes, in order, judged and free to go. They may lie in the memory of those just pushed. */
  readonly clean: readonly Uint8Array[];
  readonly findings: readonly Finding[];
  /** In words why the body cannot be judged; it must not go on. */
  readonly refused: string | undefined;
  /** Whether what was refused could be judged if it were held whole. */
  readonly needsWhole: boolean;
}

/** A body that is judged while it streams. One call at a time; none of them rejects. */
export interface StreamedBody {
  /** Done when the bytes are through. After a finding that blocks, or a refusal, nothing more comes out. */
  push(bytes: Uint8Array): Promise<BodyStep>;
  /** The body is whole: the rest comes out, or why it does not. */
  end(): Promise<BodyStep>;
  /** Time is up: what waits only to see how it goes on is judged by what is there. */
  decide(): Promise<BodyStep>;
  /** Whether something is held that `decide` may let go. */
  readonly hesitates: boolean;
  /** Frees what the body holds, where its end never comes. */
  close(): void;
  /** How many bytes wait to be judged; never more than `limits.streamHeldBytes` after a step. */
  held(): number;
}

/** How a streamed body is judged. */
export interface StreamOptions extends ScanOptions {
  /** What becomes of a body of which some reading cannot be judged as it streams. */
  readonly unreadable: Unreadable;
  /** What also reads each text for signs of injection; only on the way in, with `unreadable: "pass"`. */
  readonly signs?: InjectionScanner | undefined;
  /** Called after every few milliseconds of work, so that others get a turn. */
  readonly turn?: () => void | Promise<void>;
}

/**
 * Law: no byte goes before every text that it could be a part of was judged.
 *
 * Judges a body of any size with memory that does not grow, by its raw bytes and by everything that can be
 * undone as it streams: content codings, declared or not, character sets, forms, multipart. What the rest
 * needs (JSON values joined, archives), unknown codings, broken data and bombs are refused in words. With
 * `pass` only bombs are, codings beyond count and data that breaks behind a sound beginning: what else cannot be
 * undone is the receiver's business, and its raw bytes are scanned.
 */
export function streamBody(engine: Engine, about: AboutBody, options: StreamOptions): StreamedBody {
  const { unreadable, signs, turn = () => {}, ...scan } = options;
  const shared = work(engine, scan, unreadable, turn, signs);
  const held = heldBytes();
  let first: Stage | undefined;
  let isOver = false;

  /** Runs what may find or refuse something, and tells what came of it. */
  async function step(run: (stage: Stage) => Promise<void>): Promise<BodyStep> {
    if (isOver) return { clean: [], findings: [], refused: undefined, needsWhole: false };
    try {
      first ??= firstStage(about, shared);
      await run(first);
      const clean = held.release(first.cleared());
      if (held.length() > limits.streamHeldBytes) throw new Halt(TOO_LITTLE_TEXT);
      return { clean, findings: shared.takeFindings(), refused: undefined, needsWhole: false };
    } catch (error) {
      close();
      // A surprise is a refusal too, and tells nothing of the body.
      const refused = error instanceof Halt ? error.reason : "body could not be read";
      const needsWhole = error instanceof Halt && error.needsWhole;
      return { clean: [], findings: shared.takeFindings(), refused, needsWhole };
    }
  }

  function close(): void {
    isOver = true;
    held.clear();
    for (const free of shared.closers) free();
    shared.closers.clear();
    shared.hesitating.clear();
  }

  return {
    push: (bytes) =>
      step(async (stage) => {
        for (let at = 0; at < bytes.length; at += limits.streamPieceBytes) {
          const piece = bytes.subarray(at, at + limits.streamPieceBytes);
          held.add(piece);
          await stage.push(piece);
        }
      }),
    async end() {
      const last = await step((stage) => stage.end());
      close();
      return last;
    },
    decide: () =>
      step(async () => {
        for (const decide of shared.hesitating) await decide();
      }),
    get hesitates() {
      return held.length() > 0 && shared.hesitating.size > 0;
    },
    close,
    held: held.length,
  };
}

const TOO_LITTLE_TEXT = "body holds hardly any text that could be judged for its bytes";

function firstStage(about: AboutBody, shared: Work): Stage {
  const codings = codingNames(about.contentEncoding);
  const raw = { surface: "body", views: [] };
  const undoing = (chain: readonly string[]): Stage => undoneText(chain, about.contentType, shared);
  if (shared.unreadable === "refuse") {
    const reason = whyNotUndone(codings);
    if (reason !== undefined) throw new Halt(reason);
    if (codings.length === 0) return undoing([]);
    return allStages([asItStands(raw, shared), undoing(codings)]);
  }
  const chains = receivedChains(about.contentEncoding);
  if (chains.length === 0) return undoing([]);
  return asUndone(asItStands(raw, shared), allStages(chains.map(undoing)));
}

/** What undoes the codings, which stand in the order in which they were applied, and reads the text. */
function undoneText(
  codings: readonly string[],
  contentType: string | undefined,
  shared: Work,
): Stage {
  const text = (): Stage =>
    streamedText({
      surface: "body",
      views: codings.toReversed(),
      contentType,
      verbatim: false,
      depth: { multipart: 0, compressed: 0 },
    }, shared);
  // The last coding that was applied is the first to be undone.
  return codings.reduce<() => Stage>(
    (reader, coding) => () => declaredCoding(coding, reader, shared),
    text,
  )();
}

/**
 * The codings that receivers of an answer undo: httpx and urllib3 pass over those that they do not know, and
 * Go and aiohttp look at the first field alone.
 */
function receivedChains(contentEncoding: readonly string[]): readonly (readonly string[])[] {
  const known = (fields: readonly string[]) =>
    codingNames(fields).filter((coding) => isKnownCoding(coding, "pass"));
  const all = known(contentEncoding);
  if (all.length > limits.bodyCodings) throw new Halt(TOO_MANY_CODINGS);
  const first = known(contentEncoding.slice(0, 1));
  const chains = first.length < all.length ? [all, first] : [all];
  return chains.filter((chain) => chain.length > 0);
}

/**
 * Lets go what the undone text lets go, and only where nothing could be undone what the raw bytes do: the
 * last byte of a compressed event is often the first letter of some secret, and must not wait for the next.
 */
function asUndone(raw: Stage, undone: Stage): Stage {
  const cleared = (): number => {
    const known = undone.cleared();
    return known === Infinity ? raw.cleared() : known;
  };
  return { ...allStages([raw, undone]), cleared };
}

/** Coded bytes are no text, but what is only said to be coded may be. */
function asItStands(raw: { surface: string; views: readonly string[] }, shared: Work): Stage {
  const signed = signedText({ ...raw, contentType: undefined, atOnce: false }, shared);
  return allStages([scannedText(raw, shared), signed]);
}

function whyNotUndone(codings: readonly string[]): string | undefined {
  if (codings.length > limits.bodyCodings) return TOO_MANY_CODINGS;
  const unknown = codings.find((coding) => !isKnownCoding(coding, "refuse"));
  if (unknown === undefined) return undefined;
  const name = /^[a-z0-9._-]{1,32}$/.test(unknown) ? unknown : "of an unusual name";
  return `unknown content coding ${name}`;
}

const TOO_MANY_CODINGS = `more than ${limits.bodyCodings} content codings`;
