/**
 * What is wrong with an upstream's certificate or handshake, in words, from the message of the TLS
 * library. A self-signed leaf and an unknown issuer read the same there, and so here.
 */
export function tlsWords(message: string): string {
  for (const [sign, words] of WORDS) if (sign.test(message)) return words;
  return "the TLS handshake failed";
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  // First, because such a message quotes names, which may hold any of the other signs.
  [/NotValidForName|not valid for name/i, "its certificate is for another name"],
  [
    /UnknownIssuer|SelfSigned/i,
    "its certificate has an unknown issuer or is self-signed; if the issuer is to be trusted, add it to the file that EGRESS_UPSTREAM_CA names",
  ],
  [/NotValidYet|not valid yet/i, "its certificate is not yet valid"],
  [/Expired/i, "its certificate has expired"],
  [/Revoked/i, "its certificate is revoked"],
  [/certificate|CaUsedAsEndEntity|BadSignature/i, "its certificate is bad"],
  [/UnexpectedEof|eof|reset|broken pipe|closed/i, "it closed during the TLS handshake"],
  [
    /InvalidContentType|corrupt message|received corrupt|InvalidMessage/i,
    "it does not speak TLS on this port",
  ],
  [/alert/i, "it refused the TLS handshake"],
];
