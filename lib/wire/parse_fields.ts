import { limits } from "../limits.ts";
import type { Field, Fields } from "./field.ts";
import { trimOptionalSpace } from "./fields.ts";
import { type Fault, protocolFault } from "./protocol_fault.ts";
import { syntax } from "./syntax.ts";

/**
 * Field lines from `from` to the empty line that ends them, which must be the end of `text` (latin1).
 * Used for heads and for trailer sections. Throws a ProtocolError of `fault`; its words count the
 * lines instead of naming them, since a misplaced secret may stand in a name as well.
 */
export function parseFields(text: string, from: number, fault: Fault): Fields {
  const fields: Field[] = [];
  let at = from;
  for (;;) {
    const end = text.indexOf("\r\n", at);
    if (end === at && end + 2 === text.length) return fields;
    if (end === -1 || end === at) {
      // RFC 9112 section 2.1: a head ends with its first empty line, neither before nor behind it.
      throw protocolFault(fault, 400, "has a head that does not end with its one empty line");
    }
    if (fields.length === limits.headFields) {
      // RFC 9110 section 5.4 (a server may limit fields), RFC 6585 section 5 (431).
      throw protocolFault(fault, 431, `has more than ${limits.headFields} fields; send fewer`);
    }
    fields.push(parseField(text, at, end, fault, fields.length + 1));
    at = end + 2;
  }
}

function parseField(text: string, at: number, end: number, fault: Fault, count: number): Field {
  const first = text.charCodeAt(at);
  if (first === 0x20 || first === 0x09) {
    // RFC 9112 sections 2.2 and 5.2: obs-fold, and white space before the first field, may be refused.
    throw protocolFault(fault, 400, `has a folded line at field ${count}; write it on one line`);
  }
  const colon = text.indexOf(":", at);
  if (colon === -1 || colon >= end) {
    // RFC 9112 section 5: a field line has a colon.
    throw protocolFault(fault, 400, `has no colon in field line ${count}; write "name: value"`);
  }
  const name = text.slice(at, colon);
  if (!syntax.token.test(name)) throw badName(name, fault, count);
  const value = trimOptionalSpace(text, colon + 1, end);
  if (!syntax.value.test(value)) {
    // RFC 9110 section 5.5: CR, LF and NUL must be refused (or replaced), other controls may be.
    throw protocolFault(
      fault,
      400,
      `has a control character in the value of field ${count}; remove or encode it`,
    );
  }
  return [name, value];
}

function badName(name: string, fault: Fault, count: number) {
  const last = name.charCodeAt(name.length - 1);
  if (last === 0x20 || last === 0x09) {
    // RFC 9112 section 5.1: white space before the colon must be answered with 400.
    return protocolFault(
      fault,
      400,
      `has white space before the colon of field ${count}; write "name: value"`,
    );
  }
  // RFC 9110 section 5.1: a field name is a token.
  return protocolFault(
    fault,
    400,
    `has a name in field ${count} that is empty or holds a character outside of letters, digits and hyphens`,
  );
}
