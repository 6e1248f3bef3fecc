import type { Fields } from "./field.ts";
import { listTokens, withoutFields } from "./fields.ts";
import { type Fault, protocolFault } from "./protocol_fault.ts";

/**
 * Fields for one connection only (RFC 9110 section 7.6.1). They are dropped on both legs, and each
 * leg writes its own.
 *
 * `TE` is dropped with `trailers` in it as well: it speaks for one hop, and servers send trailers
 * without it. `Trailer` only announces; since trailers travel on, it stays.
 */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  ...["connection", "proxy-connection", "keep-alive", "te", "transfer-encoding", "upgrade"],
  ...["proxy-authorization", "proxy-authenticate", "proxy-authentication-info", "http2-settings"],
]);

/**
 * Fields that are meant for the last recipient and that `Connection` may therefore not name (RFC 9110
 * section 7.6.1: a sender must not). To drop them would send another request than the one that was
 * judged: without its Host or length, without the cookie or client address that the upstream decides
 * by (known as hop-by-hop abuse).
 */
const END_TO_END: ReadonlySet<string> = new Set([
  // routing and framing
  ...["host", "forwarded", "via", "trailer"],
  // authentication and state
  ...["authorization", "www-authenticate", "authentication-info", "cookie", "set-cookie"],
  // what the request is and who asks
  ...["accept", "expect", "from", "origin", "range", "referer", "user-agent"],
  // what the response says of itself
  ...["age", "allow", "cache-control", "date", "etag", "expires", "last-modified", "location"],
  ...["pragma", "retry-after", "server", "strict-transport-security", "vary"],
]);

/** The same for whole families; `x-` holds what proxies say of the client, and API keys. */
const END_TO_END_FAMILY = /^(?:accept|access-control|cf|content|if|sec|x)-/;

/**
 * The fields that travel on: without the hop-by-hop ones and those that `Connection` names; order and
 * case of the rest stay. Framing is not replaced: `Content-Length` stays, whoever writes a chunked
 * body adds `Transfer-Encoding`. To be called before anything is judged, so that what was judged is
 * what is sent. Throws a ProtocolError of `fault` where `Connection` names an end-to-end field.
 */
export function endToEnd(fields: Fields, fault: Fault): Fields {
  const nominated = listTokens(fields, "connection");
  if (nominated.length === 0) return withoutFields(fields, HOP_BY_HOP);
  if (nominated.some((name) => END_TO_END.has(name) || END_TO_END_FAMILY.test(name))) {
    // RFC 9110 section 7.6.1: such a connection option must not be sent.
    throw protocolFault(
      fault,
      400,
      'names an end-to-end field in Connection; write "Connection: close", "keep-alive" or "upgrade"',
    );
  }
  return withoutFields(fields, HOP_BY_HOP.union(new Set(nominated)));
}
