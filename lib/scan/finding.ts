import type { Secret } from "../secret.ts";

export type Detector =
  | "token_patterns"
  | "known_secrets"
  | "crlf"
  | "unicode_evasion"
  | "entropy"
  | "naive_injection_detection";

/**
 * What a detector found. `value` exists in memory only; `context` is a snippet of what stood round it
 * in which every value is already replaced by `********`.
 */
export interface Finding {
  readonly detector: Detector;
  /** The rule's id, or for known secrets the variable's name. */
  readonly kind: string;
  readonly severity: "block" | "warn";
  /** In words, without `egress DLP: ` before it and without the value: "Anthropic API key in header x-key (base64)". */
  readonly reason: string;
  /** Undefined for structural findings (CRLF), which can be neither approved nor redacted. */
  readonly value: Secret | undefined;
  /** Whether the value is a known secret in base64, base32 or hex: then it may be a part of a longer run, which means nothing without it. */
  readonly encoded?: true;
  /** The surface: `host`, `path`, `query`, `header name`, `header <name>`, `body`, `body part <n>`, ... */
  readonly surface: string;
  /** The decodings between the surface and the text in which the value shows, outermost first: `["gzip", "base64"]`. */
  readonly views: readonly string[];
  readonly context: string;
  /** Where the value stands in the surface's own text (UTF-16 units of the latin1 text), if `views` is empty. */
  readonly span: { readonly start: number; readonly end: number } | undefined;
}
