import type { Outcome, Refusal } from "../../policy/refusal.ts";
import type { Field, Fields } from "../../wire/field.ts";
import { fieldValues, hasListToken, trimOptionalSpace, withoutFields } from "../../wire/fields.ts";
import type { RequestHead } from "../../wire/message.ts";
import { isKey } from "../../wire/websocket/handshake.ts";

/** The WebSocket that a request asks to open. */
export interface WebSocketOffer {
  readonly key: string;
  /** The subprotocols to choose from, as they were written. */
  readonly protocols: readonly string[];
}

/**
 * What a request offers to upgrade to: a WebSocket (RFC 6455 section 4.2.1), nothing, or the refusal of a
 * handshake that no server could accept. Any other offer of an upgrade is ignored, which is the
 * receiver's right (RFC 9110 section 7.8).
 *
 * @param about.hasBody a handshake has none
 * @param about.ownsConnection whether the request came over HTTP/1.1 and not in a stream of HTTP/2
 */
export function readOffer(
  { method, version, fields }: RequestHead,
  about: { readonly hasBody: boolean; readonly ownsConnection: boolean },
): Outcome<WebSocketOffer | undefined> {
  if (!hasListToken(fields, "upgrade", "websocket")) return { ok: true, value: undefined };
  if (!about.ownsConnection) return { ok: false, refusal: OVER_HTTP2 };
  if (method !== "GET" || version !== "1.1" || about.hasBody) {
    return bad("is a GET over HTTP/1.1 without a body");
  }
  if (!hasListToken(fields, "connection", "upgrade")) return bad("says `Connection: Upgrade`");
  const [otherVersion] = fieldValues(fields, "sec-websocket-version").filter((one) => one !== "13");
  if (otherVersion !== undefined) return { ok: false, refusal: VERSION };
  if (fieldValues(fields, "sec-websocket-version").length !== 1) {
    return bad("has one Sec-WebSocket-Version, which is 13");
  }
  const [key, ...more] = fieldValues(fields, "sec-websocket-key");
  if (key === undefined || more.length > 0 || !isKey(key)) {
    return bad("has one Sec-WebSocket-Key of 16 bytes in base64");
  }
  return { ok: true, value: { key, protocols: listed(fields, "sec-websocket-protocol") } };
}

/**
 * The fields of the handshake as they are sent. Extensions are not offered: a message must not reach the
 * other side in a form that was not read.
 */
export function offerFields(fields: Fields): Field[] {
  return [
    ...withoutFields(fields, EXTENSIONS),
    ["Connection", "Upgrade"],
    ["Upgrade", "websocket"],
  ];
}

/** The members of a comma-separated field, whose case counts. */
export function listed(fields: Fields, lowerName: string): string[] {
  return fieldValues(fields, lowerName).flatMap((value) => value.split(","))
    .map((member) => trimOptionalSpace(member)).filter((member) => member !== "");
}

const EXTENSIONS: ReadonlySet<string> = new Set(["sec-websocket-extensions"]);

function bad(what: string): { ok: false; refusal: Refusal } {
  return {
    ok: false,
    refusal: {
      status: 400,
      reason: "bad-request",
      text: `egress: the request is no WebSocket handshake: one ${what}`,
    },
  };
}

const OVER_HTTP2: Refusal = {
  status: 501,
  reason: "upgrade-not-supported",
  text: "egress: WebSocket is not relayed over HTTP/2; open it over HTTP/1.1",
};

/** RFC 6455 section 4.4: the version that is spoken is said. */
const VERSION: Refusal = {
  status: 426,
  reason: "upgrade-not-supported",
  text: "egress: only version 13 of the WebSocket protocol is relayed",
  fields: [["Sec-WebSocket-Version", "13"]],
};
