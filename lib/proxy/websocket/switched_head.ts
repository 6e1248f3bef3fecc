import type { ResponseHead } from "../../wire/message.ts";
import { endToEnd } from "../../wire/hop_by_hop.ts";
import { fieldValues, hasListToken, withoutFields } from "../../wire/fields.ts";
import { acceptOf } from "../../wire/websocket/handshake.ts";
import { upstreamFailed } from "../upstream/upstream_error.ts";
import { listed, type WebSocketOffer } from "./offer.ts";

/**
 * The 101 as the agent gets it, if it answers what was offered (RFC 6455 section 4.1).
 *
 * @param received as it stood on the wire
 * @throws UpstreamError if it does not, ProtocolError if it breaks HTTP
 */
export function switchedHead(
  received: ResponseHead,
  offer: WebSocketOffer,
  host: string,
): ResponseHead {
  const wrong = whatIsWrong(received, offer);
  if (wrong !== undefined) {
    throw upstreamFailed("read", `the WebSocket handshake of ${host} failed: its answer ${wrong}`);
  }
  const fields = withoutFields(endToEnd(received.fields, "upstream"), NOT_IN_101);
  return {
    ...received,
    fields: [...fields, ["Connection", "Upgrade"], ["Upgrade", "websocket"]],
  };
}

function whatIsWrong({ fields }: ResponseHead, offer: WebSocketOffer): string | undefined {
  if (
    !hasListToken(fields, "upgrade", "websocket") || !hasListToken(fields, "connection", "upgrade")
  ) return "switches to another protocol";
  const [accept, ...more] = fieldValues(fields, "sec-websocket-accept");
  if (accept !== acceptOf(offer.key) || more.length > 0) return "does not belong to the key";
  // None was offered; what an extension does to messages could not be read.
  if (listed(fields, "sec-websocket-extensions").length > 0) return "names an extension unasked";
  const [protocol, ...others] = listed(fields, "sec-websocket-protocol");
  if (protocol === undefined) return undefined;
  return others.length > 0 || !offer.protocols.includes(protocol)
    ? "names a subprotocol that was not offered"
    : undefined;
}

/** A 101 has no body, so nothing that measures one (RFC 9110 section 8.6). */
const NOT_IN_101: ReadonlySet<string> = new Set(["content-length", "sec-websocket-extensions"]);
