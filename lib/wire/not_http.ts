import type { ProtocolError } from "./protocol_error.ts";
import { protocolFault } from "./protocol_fault.ts";

/**
 * The refusal for bytes that are no request line, in words that name what the agent's tool probably
 * spoke. `text`: the first bytes of the connection or the first line, as latin1.
 */
export function notHttp(text: string): ProtocolError {
  // RFC 9112 section 3: an invalid request line is answered with 400.
  return protocolFault("agent", 400, `is not HTTP/1.x: ${explain(text)}`);
}

function explain(text: string): string {
  if (text.startsWith("\x16\x03")) {
    return "TLS was spoken where plain HTTP is; give the proxy's address as http://, not https://";
  }
  if (text.startsWith("SSH-")) {
    return "SSH is not carried by this proxy";
  }
  if (text.charCodeAt(0) === 0x04 || text.charCodeAt(0) === 0x05) {
    return "SOCKS is not spoken by this proxy; give its address as http://";
  }
  return 'the first line must read "METHOD target HTTP/1.1" with single spaces';
}
