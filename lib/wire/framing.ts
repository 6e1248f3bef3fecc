import type { Fields } from "./field.ts";
import { fieldValues } from "./fields.ts";
import type { Framing, RequestHead, ResponseHead, Version } from "./message.ts";
import { type Fault, protocolFault } from "./protocol_fault.ts";

/**
 * Where the body of a request ends (RFC 9112 section 6.3). Throws a ProtocolError of the agent (400,
 * or 501 for a transfer coding other than chunked) for everything that two readers could measure
 * differently: that is how a second request is smuggled past the one that was judged.
 */
export function requestFraming(head: RequestHead): Framing {
  const framing = announcedFraming(head.version, head.fields, "agent");
  if (framing === undefined) return { kind: "none" };
  if (head.method === "CONNECT" && !isEmpty(framing)) {
    // RFC 9110 section 9.3.6: CONNECT has no content; what follows is the tunnel's.
    throw protocolFault("agent", 400, "announces a body with CONNECT; send none");
  }
  return framing;
}

/**
 * Where the body of a response to `requestMethod` ends (RFC 9112 section 6.3). Throws a ProtocolError
 * of the upstream (502). Framing fields that contradict each other are refused even where the status
 * or HEAD says that no body follows.
 */
export function responseFraming(head: ResponseHead, requestMethod: string): Framing {
  const framing = announcedFraming(head.version, head.fields, "upstream");
  const { status } = head;
  if (requestMethod === "HEAD" || status < 200 || status === 204 || status === 304) {
    return { kind: "none" };
  }
  if (status === 205) {
    if (framing !== undefined && !isEmpty(framing)) {
      // RFC 9110 section 15.3.6: a 205 has no content.
      throw protocolFault("upstream", 502, "announces a body with status 205");
    }
    return { kind: "none" };
  }
  return framing ?? { kind: "close" };
}

function isEmpty(framing: Framing): boolean {
  return framing.kind === "length" && framing.length === 0;
}

function announcedFraming(version: Version, fields: Fields, fault: Fault): Framing | undefined {
  const codings = fieldValues(fields, "transfer-encoding");
  const lengths = fieldValues(fields, "content-length");
  if (codings.length > 0 && lengths.length > 0) {
    // RFC 9112 section 6.1: both together may be refused, and ought to be handled as an error.
    throw protocolFault(fault, 400, "has both Content-Length and Transfer-Encoding; send one");
  }
  if (codings.length > 0) {
    checkCodings(codings, version, fault);
    return { kind: "chunked" };
  }
  const [length, ...more] = lengths;
  if (length === undefined) return undefined;
  if (more.length > 0) {
    // RFC 9112 section 6.3 rule 5: several lengths are unrecoverable; equal ones may be refused too.
    throw protocolFault(fault, 400, "has more than one Content-Length; send one");
  }
  return { kind: "length", length: parseLength(length, fault) };
}

function checkCodings(codings: readonly string[], version: Version, fault: Fault): void {
  if (version === "1.0") {
    // RFC 9112 section 6.1: Transfer-Encoding in HTTP/1.0 is faulty framing.
    throw protocolFault(fault, 400, "has Transfer-Encoding in HTTP/1.0; use HTTP/1.1");
  }
  const [coding] = codings;
  if (codings.length === 1 && coding !== undefined && /^chunked$/i.test(coding)) return;
  if (/^(?:(?!chunked\b)[a-z-]+[ \t]*,[ \t]*)+chunked$/i.test(codings.join(","))) {
    // RFC 9112 section 6.1: a transfer coding that is not understood is a 501.
    throw protocolFault(fault, 501, "has a Transfer-Encoding beside chunked; send chunked alone");
  }
  // RFC 9112 section 6.3 rule 4: where chunked is not the final coding the length is not known.
  throw protocolFault(fault, 400, "has a Transfer-Encoding other than exactly one chunked");
}

function parseLength(text: string, fault: Fault): number {
  // RFC 9110 section 8.6: decimal digits only, and no overflow; RFC 9112 section 6.3 rule 5: else 400.
  const length = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(length)) return length;
  throw protocolFault(fault, 400, "has a Content-Length that is no decimal number below 2^53");
}
