import type { Fields } from "./field.ts";
import { withoutFields } from "./fields.ts";

/**
 * What a trailer may not say: RFC 9110 section 6.5.1 forbids fields for framing, routing, request
 * modifiers, authentication, response control and the content's format, because they would come
 * after the decision that hangs on them. A recipient that merged them into the head would take
 * another message than the one that was judged.
 */
const FORBIDDEN: ReadonlySet<string> = new Set([
  // framing
  ...["content-length", "transfer-encoding", "trailer", "te"],
  // routing and the connection
  ...["host", "connection", "proxy-connection", "keep-alive", "upgrade", "via", "forwarded"],
  ...["max-forwards", "http2-settings"],
  // request modifiers
  ...["expect", "range", "cache-control", "pragma", "prefer", "if-match", "if-none-match"],
  ...["if-modified-since", "if-unmodified-since", "if-range"],
  // authentication and state
  ...["authorization", "proxy-authorization", "www-authenticate", "proxy-authenticate"],
  ...["authentication-info", "proxy-authentication-info", "cookie", "set-cookie"],
  // response control
  ...["age", "expires", "date", "location", "retry-after", "vary", "warning"],
  // the content's format
  ...["content-encoding", "content-type", "content-range", "content-location"],
]);

/** The trailers that may travel on; the others are dropped, as RFC 9110 section 6.5.1 allows. */
export function safeTrailers(trailers: Fields): Fields {
  return withoutFields(trailers, FORBIDDEN);
}
