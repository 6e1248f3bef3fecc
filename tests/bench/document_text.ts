import { conversation } from "./conversation.ts";

/**
 * So many bytes of text as a document, a log or a source file holds it: prose, code, numbers, in lines
 * of which no two are alike. ASCII, so that a letter is a byte.
 */
export function documentText(bytes: number, seed = 1): string {
  // What is not text in a conversation takes less than a fifth of it.
  const written = conversation(Math.ceil(bytes * 1.3) + 4096, seed)
    .replaceAll(/"signature":"[^"]*"|"id":"[^"]*"|"tool_use_id":"[^"]*"/g, "")
    .replaceAll("\\n", "\n")
    .replaceAll(/[{,]?"(?:type|thinking|text|role|content)":/g, "\n")
    .replaceAll(/\\(["\\])/g, "$1");
  return written.slice(0, bytes).padEnd(bytes, "\n");
}
