import { limits } from "../../limits.ts";
import { isObject } from "./is_object.ts";
import { keyOf } from "./key_of.ts";

/** Takes a text. @param path names and indexes from the value to it, as `delta/tool_calls/1/arguments` */
export type TakeText = (path: string, text: string) => void;

/**
 * The strings in a value of JSON that are text for somebody to read, told by their names; in what is
 * called a delta, all that are not known to be something else, so that a kind of delta that comes up later
 * is seen too. Elements of a list are told apart by their `index`, or else by their place; those of lists
 * that are one text in parts are not. Looks `limits.eventDepth` deep.
 */
export function namedTexts(value: unknown, take: TakeText): void {
  walk(value, { path: "", isText: true, isDelta: false, depth: 0 }, take);
}

/** The same for a value that is called a delta. */
export function deltaTexts(value: unknown, take: TakeText): void {
  walk(value, { path: "", isText: true, isDelta: true, depth: 0 }, take);
}

interface Place {
  readonly path: string;
  /** Whether a string here is text. */
  readonly isText: boolean;
  readonly isDelta: boolean;
  readonly depth: number;
}

function walk(value: unknown, place: Place, take: TakeText): void {
  if (typeof value === "string") {
    if (place.isText && value !== "") take(place.path, value);
    return;
  }
  if (typeof value !== "object" || value === null || place.depth >= limits.eventDepth) return;
  const depth = place.depth + 1;
  if (Array.isArray(value)) {
    const isOne = PARTS.has(lastName(place.path));
    value.forEach((element, at) => {
      const key = isOne ? "" : keyOf(isObject(element) ? element.index ?? at : at).slice(0, -1);
      walk(element, { ...place, path: join(place.path, key), depth }, take);
    });
    return;
  }
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner === "string") {
      const isText = place.isDelta ? !NO_TEXT.has(name) : TEXT.has(name);
      if (isText && inner !== "") take(join(place.path, name), inner);
    } else if (typeof inner === "object" && inner !== null && !NOT_ENTERED.has(name)) {
      const isDelta = place.isDelta || name === "delta";
      const isText = isDelta ? !NO_TEXT.has(name) : TEXT.has(name);
      const path = join(place.path, name.slice(0, limits.eventKeyChars));
      walk(inner, { path, isText, isDelta, depth }, take);
    }
  }
}

function join(path: string, name: string): string {
  if (path === "") return name;
  return name === "" ? path : `${path}/${name}`;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** Names under which vendors and their imitators send text. */
const TEXT: ReadonlySet<string> = new Set([
  ...["text", "content", "delta", "message", "response", "output", "result", "answer", "value"],
  ...["completion", "generated_text", "token", "transcript", "refusal", "summary"],
  ...["thinking", "thought", "reasoning", "reasoning_content", "reasoning_text", "tool_plan"],
  ...["arguments", "partial_json", "input", "code", "command", "logs", "stdout", "stderr"],
  ...["stringValue", "textDelta", "inputTextDelta", "argumentsDelta"],
]);

/** What stands beside text in a delta: kinds, names, numbers of things, and bytes. */
const NO_TEXT: ReadonlySet<string> = new Set([
  ...["type", "object", "role", "id", "index", "name", "model", "status", "mime_type", "mimeType"],
  ...["call_id", "tool_call_id", "item_id", "stop_reason", "stop_sequence", "finish_reason"],
  ...["signature", "thoughtSignature", "thought_signature", "encrypted_content", "obfuscation"],
  ...["data", "b64_json", "audio", "image", "format", "language", "outcome"],
]);

/** Numbers of tokens, and the tokens once more. */
const NOT_ENTERED: ReadonlySet<string> = new Set([
  ...["logprobs", "logprobsResult", "usage", "usageMetadata"],
]);

/** Lists whose elements are one text. */
const PARTS: ReadonlySet<string> = new Set(["parts", "content", "thinking"]);
