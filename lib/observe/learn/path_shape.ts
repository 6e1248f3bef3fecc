/**
 * A path as the rules of routes.yaml would say it: each segment as the source of a regex, so that what
 * changes from request to request (numbers, UUIDs, hashes, random ids) is a class of characters, and
 * everything else is written out and escaped. `/items/17/a.b` is `["", "items", "[0-9]+", "a\\.b"]`.
 */
import { limits } from "../../limits.ts";

export type PathShape = readonly string[];

/** Any one segment. */
export const ANY_SEGMENT = "[^/]+";
const NUMBER = "[0-9]+";
const DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
const UUID = "[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
const HEX = "[0-9a-fA-F]+";
const RANDOM = "[0-9A-Za-z]+";

/** The shape of a raw path that begins with "/". */
export function pathShape(path: string): PathShape {
  return path.split("/").map(segmentShape);
}

function segmentShape(segment: string): string {
  if (/^[0-9]+$/.test(segment)) return NUMBER;
  if (segment.length > limits.learnedSegmentChars) return ANY_SEGMENT;
  for (const whole of [DATE, UUID]) if (new RegExp(`^${whole}$`).test(segment)) return whole;
  // Ids often stand behind a word that says of what they are: `msg_01H8…`, `build-1712345678.log`.
  return segment.split(/([^0-9A-Za-z]+)/).map(runShape).join("");
}

function runShape(run: string): string {
  if (/^[0-9]{9,}$/.test(run)) return NUMBER;
  if (/^(?=.*[0-9])(?=.*[a-fA-F])[0-9a-fA-F]{8,}$/.test(run)) return HEX;
  // Words and versions change once or twice between letters and digits, what was drawn at random often.
  const changes = run.match(/[A-Za-z](?=[0-9])|[0-9](?=[A-Za-z])/g)?.length ?? 0;
  return run.length >= 10 && changes >= 3 ? RANDOM : literalShape(run);
}

/** A text that stands for itself. */
export function literalShape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}

/** A rule for `paths` in routes.yaml: exact where nothing of the path varies, else a regex. */
export interface PathProposal {
  readonly type: "exact" | "regex";
  readonly value: string;
}

export function toProposal(shape: PathShape): PathProposal {
  const value = shape.join("/");
  return isLiteral(value)
    ? { type: "exact", value: value.replace(/\\(.)/g, "$1") }
    : { type: "regex", value };
}

/** The way back from a rule that `toProposal` gave. */
export function fromProposal({ type, value }: PathProposal): PathShape {
  if (type === "exact") return value.split("/").map(literalShape);
  // The one class with a slash in it: no escaped text looks so.
  return value.replaceAll(ANY_SEGMENT, "\0").split("/")
    .map((segment) => segment.replaceAll("\0", ANY_SEGMENT));
}

function isLiteral(source: string): boolean {
  return !/[\\^$.*+?()[\]{}|]/.test(source.replace(/\\./g, ""));
}
