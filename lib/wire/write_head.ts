import type { Fields } from "./field.ts";
import { latin1Bytes } from "./latin1.ts";
import type { ResponseHead } from "./message.ts";
import { syntax } from "./syntax.ts";

// This is the last guard against a head that breaks out of its lines: everything is checked again,
// whoever put it together. What is refused here is a bug (or a credential with a line end in it), so
// it is a TypeError, and it never shows the text. Characters above U+00FF are refused by the same
// patterns: written as latin1, U+010A would become a line feed.

/** A request head as bytes, always HTTP/1.1. Throws a TypeError where a part could leave its place. */
export function writeRequestHead(method: string, target: string, fields: Fields): Uint8Array {
  if (!syntax.token.test(method)) throw new TypeError("Cannot write a method that is not a token");
  if (!syntax.target.test(target)) {
    throw new TypeError("Cannot write a target that is empty or holds more than visible ASCII");
  }
  return latin1Bytes(`${method} ${target} HTTP/1.1\r\n${fieldLines(fields)}\r\n`);
}

/**
 * A response head as bytes, always HTTP/1.1 whatever `head.version` was. Throws a TypeError where a
 * part could leave its place.
 */
export function writeResponseHead(head: ResponseHead): Uint8Array {
  if (!Number.isInteger(head.status) || head.status < 100 || head.status > 999) {
    throw new TypeError("Cannot write a status that is not an integer from 100 to 999");
  }
  if (!syntax.value.test(head.reason)) {
    throw new TypeError("Cannot write a reason that holds a control character");
  }
  return latin1Bytes(
    `HTTP/1.1 ${head.status} ${head.reason}\r\n${fieldLines(head.fields)}\r\n`,
  );
}

/** The field lines of a head or a trailer section, without the empty line, guarded in the same way. */
export function fieldLines(fields: Fields): string {
  let text = "";
  for (const [name, value] of fields) {
    if (!syntax.token.test(name)) throw new TypeError("Cannot write a field name: not a token");
    if (!syntax.value.test(value)) {
      throw new TypeError(`Cannot write field "${name}": its value holds a control character`);
    }
    text += `${name}: ${value}\r\n`;
  }
  return text;
}
