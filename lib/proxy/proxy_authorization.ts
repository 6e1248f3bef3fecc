import { Buffer } from "node:buffer";
import { createHash, timingSafeEqual } from "node:crypto";
import type { Secret } from "../secret.ts";
import type { Fields } from "../wire/field.ts";
import { fieldValues } from "../wire/fields.ts";

/** Whether the request carries the token, as Bearer or as the password of Basic (any user). */
export function carriesProxyToken(fields: Fields, token: Secret): boolean {
  const values = fieldValues(fields, "proxy-authorization");
  const [value] = values;
  if (value === undefined || values.length > 1) return false;
  const [scheme = "", credentials = ""] = value.split(/ +/, 2);
  switch (scheme.toLowerCase()) {
    case "bearer":
      return same(credentials, token);
    case "basic": {
      const pair = Buffer.from(credentials, "base64").toString("utf8");
      const colon = pair.indexOf(":");
      return colon >= 0 && same(pair.slice(colon + 1), token);
    }
    default:
      return false;
  }
}

/** In a time that says nothing about the token, its length included. */
function same(given: string, token: Secret): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(token.reveal()));
}
