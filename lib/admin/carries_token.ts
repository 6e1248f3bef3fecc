import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "../secret.ts";

/**
 * Whether the value of an Authorization field is `Bearer` and the token, in a time that says nothing
 * about the token, its length included.
 */
export function carriesToken(authorization: string | undefined, token: Secret): boolean {
  const given = /^bearer ([\x21-\x7e]+)$/i.exec(authorization ?? "")?.[1];
  return timingSafeEqual(digest(given ?? ""), digest(token.reveal())) && given !== undefined;
}

function digest(text: string): Uint8Array {
  return createHash("sha256").update(text).digest();
}
