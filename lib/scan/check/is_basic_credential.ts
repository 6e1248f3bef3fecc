import { Buffer } from "node:buffer";
import { isPlaceholder } from "./is_placeholder.ts";

/**
 * True if base64 text decodes to `user:password` (RFC 7617 section 2) in printable ASCII, and the
 * password is there and no placeholder.
 */
export function isBasicCredential(encoded: string): boolean {
  const pair = Buffer.from(encoded, "base64").toString("latin1");
  const colon = pair.indexOf(":");
  if (colon < 0 || !/^[\x20-\x7e]{4,}$/.test(pair)) return false;
  const user = pair.slice(0, colon);
  const password = pair.slice(colon + 1);
  const secret = password.length > 0 ? password : user;
  return secret.length >= 4 && !isPlaceholder(secret) && !COMMON.test(secret);
}

/** What documentation writes for a password. */
const COMMON = /^(?:pass(?:word|wd)?|secret|user(?:name)?|open ?sesame|test|admin|token|key)$/i;
