import { limits } from "../limits.ts";
import type { ResponseHead } from "./message.ts";
import { latin1Text } from "./latin1.ts";
import { parseFields } from "./parse_fields.ts";
import { protocolFault } from "./protocol_fault.ts";

// RFC 9112 section 4. The space before an absent reason is forgiven, as all clients do; it is there
// again when the head is written.
const STATUS_LINE = /^HTTP\/1\.([01]) ([1-9]\d\d)(?: ([\t\x20-\x7e\x80-\xff]*))?$/;

/**
 * One whole response head (RFC 9112 sections 2, 4 and 5), from the status line to the empty line that
 * ends it and nothing behind. Statuses 100 to 999; the reason may be empty. Whatever is not sound
 * throws a ProtocolError of the upstream (502).
 */
export function parseResponseHead(head: Uint8Array): ResponseHead {
  if (head.length > limits.headBytes) {
    // RFC 9110 section 5.4: a recipient may limit fields.
    throw protocolFault("upstream", 502, `has a head of more than ${limits.headBytes} bytes`);
  }
  const text = latin1Text(head);
  const end = text.indexOf("\r\n");
  const [, minor, status, reason] = STATUS_LINE.exec(text.slice(0, Math.max(end, 0))) ?? [];
  if (minor === undefined || status === undefined) {
    // RFC 9110 section 15.6.3: an invalid response is a 502.
    throw protocolFault("upstream", 502, "does not begin with an HTTP/1.x status line");
  }
  return {
    version: minor === "1" ? "1.1" : "1.0",
    status: Number(status),
    reason: reason ?? "",
    fields: parseFields(text, end + 2, "upstream"),
  };
}
