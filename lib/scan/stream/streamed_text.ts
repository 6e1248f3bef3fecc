import { atOnce } from "../body/at_once.ts";
import { limits } from "../../limits.ts";
import { readCharset } from "../body/charset.ts";
import { latin1 } from "../body/latin1.ts";
import { type MediaType, mediaType } from "../body/media_type.ts";
import { isTar } from "../body/tar.ts";
import { allStages } from "./all_stages.ts";
import { eventKind, isEventStream } from "../events/event_kind.ts";
import { followedEvents, type ReaderFor } from "../events/followed_events.ts";
import { embeddedData } from "./embedded_data.ts";
import { Halt } from "./halt.ts";
import { joinedText } from "./joined_text.ts";
import { heldText } from "./held_text.ts";
import { multipartParts, type Part } from "./multipart_parts.ts";
import { plusAsSpace } from "./plus_as_space.ts";
import { rewritten } from "./rewritten.ts";
import { scanWhole } from "./scan_whole.ts";
import { scannedText } from "./scanned_text.ts";
import { signedText } from "./signed_text.ts";
import { sniffed } from "./sniffed.ts";
import type { Stage } from "./stage.ts";
import { wideToUtf8 } from "./wide_to_utf8.ts";
import type { Work } from "./work.ts";
import { zipHeads } from "./zip_heads.ts";

/** What is known of bytes that stream and that no content coding hides. */
export interface TextAbout {
  readonly surface: string;
  /** The decodings already undone, outermost first. */
  readonly views: readonly string[];
  readonly contentType: string | undefined;
  /** Whether the very bytes are looked at in a text round them, so that only what they hold encoded is left. */
  readonly verbatim: boolean;
  /** Multipart bodies and undeclared compressions round it. */
  readonly depth: { readonly multipart: number; readonly compressed: number };
}

/**
 * Reads bytes as every text that a server could take them for: as they stand, by their character set, as a
 * form, as multipart, and for compressed data in them. What has to be held whole to be judged (JSON,
 * zip and tar archives) is refused, unless it is a short part of a multipart body.
 */
export function streamedText(about: TextAbout, work: Work): Stage {
  const media = mediaType(about.contentType);
  const own = about.verbatim ? [] : [scannedText(about, work)];
  if (work.unreadable === "pass") {
    // Events must flow at once, so of what is said to be events the first bytes decide, however few they are.
    return sniffed(
      isEventStream(about.contentType) ? 1 : limits.eventSniffBytes,
      (head) => allStages([...own, ...inbound(head, about, media, work)]),
      work,
    );
  }
  if (!about.verbatim) own.push(embedded(about, work), zipHeads());
  if (media.type === FORM) {
    const decoded = { ...about, views: [...about.views, "form"] };
    own.push(rewritten(plusAsSpace(), scannedText(decoded, work)));
  }
  return sniffed(limits.streamSniffBytes, (head) => {
    const readers = [...own, ...wideTexts(head, about, media, work)];
    const text = latin1(head);
    if (media.type.startsWith("multipart/")) {
      readers.push(...multipart(text, about, media, work));
      return allStages(readers);
    }
    const reason = needsHolding(media.type, text);
    if (reason === undefined) return allStages(readers);
    if (about.depth.multipart === 0) throw new Halt(reason, true);
    return allStages([...readers, heldText(about, reason, work)]);
  }, work);
}

/** What else reads what comes in: for signs of injection, and for texts that come in pieces. */
function inbound(head: Uint8Array, about: TextAbout, media: MediaType, work: Work): Stage[] {
  const kind = eventKind(media.type, head);
  const flows = kind === "json array" || (kind !== undefined && isEventStream(about.contentType));
  const read = [
    signedText({ ...about, atOnce: flows }, work),
    ...wideTexts(head, about, media, work),
  ];
  if (kind === undefined) return read;
  const readerFor: ReaderFor = (_channel, views) => joinedText({ ...about, views }, work);
  const followed = followedEvents(kind, about, readerFor, work);
  work.hesitating.add(followed.rest);
  return [...read, followed];
}

const FORM = "application/x-www-form-urlencoded";

/** Why the bytes cannot be judged as they stream, undefined if they can. */
function needsHolding(type: string, head: string): string | undefined {
  if (/\bjson\b/.test(type) || /^(?:\xef\xbb\xbf)?\s{0,64}[{["]/.test(head)) {
    return "values of a JSON body can be joined only when it is held whole";
  }
  if (ARCHIVES.test(type) || isTar(head) || head.startsWith("PK\x05\x06")) {
    return "entries of an archive can be read only when it is held whole";
  }
  return undefined;
}

const ARCHIVES = /^application\/(?:x-)?(?:zip|tar|gtar|ustar|zip-compressed|java-archive)$/;

function embedded(about: TextAbout, work: Work): Stage {
  const { depth, views } = about;
  if (depth.compressed >= limits.bodyUnlabelledDepth) return embeddedData(undefined, work);
  const reader = (name: string): Stage =>
    streamedText({
      ...about,
      views: [...views, name],
      contentType: undefined,
      depth: { ...depth, compressed: depth.compressed + 1 },
    }, work);
  return embeddedData(reader, work);
}

/** UTF-16 and UTF-32 are written as UTF-8 and read again as such. */
function wideTexts(head: Uint8Array, about: TextAbout, media: MediaType, work: Work): Stage[] {
  const reading = atOnce(readCharset(head, media));
  if (reading.kind === "refuse") {
    if (work.unreadable === "pass") return [];
    throw new Halt(reading.reason);
  }
  const boundary = media.parameters.get("boundary");
  const contentType = boundary === undefined
    ? media.type
    : `${media.type}; boundary="${boundary.replace(/["\\]/g, "\\$&")}"`;
  return reading.texts.map(({ name }) => {
    const views = [...about.views, name];
    const text = streamedText({ ...about, views, contentType, verbatim: false }, work);
    return rewritten(wideToUtf8(name), text);
  });
}

function multipart(head: string, about: TextAbout, media: MediaType, work: Work): Stage[] {
  if (about.depth.multipart >= limits.multipartDepth) {
    throw new Halt("multipart bodies nested too deep");
  }
  // Without a declared boundary, the first line is one if it looks so.
  const boundary = media.parameters.get("boundary") ||
    /^\s{0,4}--([^\s]{1,70})[ \t]*\r?\n/.exec(head.slice(0, 100))?.[1];
  if (boundary === undefined) return [];
  const depth = { ...about.depth, multipart: about.depth.multipart + 1 };
  const readerFor = (part: Part): Stage =>
    streamedText({
      surface: `body part ${part.number}`,
      views: part.verbatim ? about.views : [...about.views, part.coding],
      contentType: part.contentType,
      verbatim: part.verbatim,
      depth,
    }, work);
  const judgeJoined = (text: string): Promise<void> =>
    scanWhole({ surface: about.surface, views: [...about.views, "joined"], text }, work);
  return [multipartParts(boundary, readerFor, judgeJoined)];
}
