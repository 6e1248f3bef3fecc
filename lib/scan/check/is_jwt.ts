import { Buffer } from "node:buffer";

/**
 * True if a text begins with a base64url segment that decodes to a JSON object with an `alg`, `enc` or
 * `typ` member (RFC 7519 section 3): the header of a JWT, JWS or JWE. The text is not trusted further.
 */
export function isJwt(text: string): boolean {
  const dot = text.indexOf(".");
  if (dot < 1) return false;
  const header = Buffer.from(text.slice(0, dot), "base64url").toString("latin1");
  try {
    const members: unknown = JSON.parse(header);
    return typeof members === "object" && members !== null &&
      ("alg" in members || "enc" in members || "typ" in members);
  } catch {
    return false;
  }
}
