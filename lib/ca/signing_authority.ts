/**
 * The authority that signs leaves, checked when it was loaded: the key belongs to the certificate,
 * the certificate may sign others and is valid.
 */
export interface SigningAuthority {
  /** The certificate alone, written anew, one line end at its end: what agents trust. Never the key. */
  readonly certificatePem: string;
  readonly certificateDer: Uint8Array<ArrayBuffer>;
  /** What is sent behind a leaf: nothing for a root, the way up for an intermediate authority. */
  readonly chainPem: string;
  /** Signs and cannot be exported, so that no printing and no bug can show it. */
  readonly signingKey: CryptoKey;
  readonly signingAlgorithm: SigningAlgorithm;
  /** Milliseconds since 1970. */
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
}

export type SigningAlgorithm =
  | { readonly name: "RSASSA-PKCS1-v1_5"; readonly hash: "SHA-256" }
  | {
    readonly name: "ECDSA";
    readonly namedCurve: "P-256" | "P-384" | "P-521";
    readonly hash: "SHA-256" | "SHA-384" | "SHA-512";
  };
