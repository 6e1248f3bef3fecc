import type { Fields } from "./field.ts";
import { hasListToken } from "./fields.ts";
import type { Version } from "./message.ts";

/**
 * Whether the connection may carry another message behind this one (RFC 9112 section 9.3). HTTP/1.0
 * never does, even with `keep-alive`: that section keeps a proxy from honouring it in a request, and
 * in a response it would save one connection to a server of the last century.
 */
export function keepsAlive(version: Version, fields: Fields): boolean {
  return version === "1.1" && !hasListToken(fields, "connection", "close");
}
