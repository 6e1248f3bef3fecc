import assert from "node:assert/strict";
import { tlsWords } from "../../../lib/proxy/upstream/tls_words.ts";

const cases: readonly (readonly [string, RegExp])[] = [
  ["InvalidData: invalid peer certificate: UnknownIssuer", /unknown issuer.*EGRESS_UPSTREAM_CA/],
  ["InvalidData: invalid peer certificate: Expired", /has expired$/],
  ["certificate expired: verification time 1 (UNIX), but certificate is not valid", /has expired$/],
  ["InvalidData: invalid peer certificate: NotValidYet", /not yet valid$/],
  ["certificate not valid yet: verification time 1 (UNIX)", /not yet valid$/],
  ["InvalidData: invalid peer certificate: NotValidForName", /another name$/],
  ['invalid peer certificate: certificate not valid for name "a.test"', /another name$/],
  ["InvalidData: invalid peer certificate: BadSignature", /is bad$/],
  ["InvalidData: invalid peer certificate: BadEncoding", /is bad$/],
  ["InvalidData: invalid peer certificate: Revoked", /is revoked$/],
  ["UnexpectedEof: tls handshake eof", /closed during/],
  ["ConnectionReset: Connection reset by peer (os error 104)", /closed during/],
  ["InvalidData: received corrupt message of type InvalidContentType", /does not speak TLS/],
  ["InvalidData: received fatal alert: HandshakeFailure", /refused the TLS handshake$/],
  ["something new", /^the TLS handshake failed$/],
];

for (const [message, words] of cases) {
  Deno.test(`tlsWords() reads "${message}"`, () => assert.match(tlsWords(message), words));
}
