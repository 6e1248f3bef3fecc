/**
 * The routes of routes.yaml as values. A route keeps `spec`, what the file says key by key (shown by
 * introspection: an absent key stays absent), beside the compiled form that matching uses.
 */

/** A route in the shape of routes.yaml, as written, without defaults. */
export interface RouteSpec {
  readonly host: string;
  readonly auth_scheme?: string;
  readonly auth_header?: string;
  readonly auth_user?: string;
  readonly token_env?: string;
  readonly token_file?: string;
  readonly ports?: readonly number[];
  readonly matches?: readonly MatchSpec[];
  readonly git?: { readonly fetch?: boolean };
  readonly allow_private_addresses?: boolean;
  readonly dlp?: {
    readonly outbound_detectors?: readonly string[] | false;
    readonly inbound_detectors?: readonly string[] | false;
    readonly outbound_on_match?: OnMatch;
  };
}

export interface MatchSpec {
  readonly paths?: readonly { readonly type?: PathRule["type"]; readonly value: string }[];
  readonly methods?: readonly string[];
  readonly headers?: readonly {
    readonly name: string;
    readonly value: string;
    readonly type?: HeaderRule["type"];
  }[];
}

export type OnMatch = "block" | "redact" | "supervise";

/** A path rule; `regex` is compiled to match the whole path. */
export type PathRule =
  | { readonly type: "exact" | "prefix"; readonly value: string }
  | { readonly type: "regex"; readonly value: string; readonly pattern: RegExp };

/** A header rule; `name` is lower case; `regex` is compiled to match the whole value. */
export type HeaderRule =
  | { readonly type: "exact"; readonly name: string; readonly value: string }
  | {
    readonly type: "regex";
    readonly name: string;
    readonly value: string;
    readonly pattern: RegExp;
  };

/** Paths are ORed, headers ANDed, the three together ANDed. An empty list asks for nothing. */
export interface Match {
  readonly paths: readonly PathRule[];
  /** Upper case. */
  readonly methods: readonly string[];
  readonly headers: readonly HeaderRule[];
}

/** Where a credential's value comes from. */
export type CredentialSource =
  | { readonly kind: "env"; readonly name: string }
  | { readonly kind: "file"; readonly path: string };

/** How a credential is written into the request. */
export type CredentialForm =
  /** `Authorization: <scheme> <value>` */
  | { readonly kind: "scheme"; readonly scheme: string }
  /** `Authorization: Basic base64(<user>:<value>)` */
  | { readonly kind: "basic"; readonly user: string }
  /** `<header>: <value>`; the name as written in the file. */
  | { readonly kind: "header"; readonly name: string };

export interface CredentialRule {
  readonly source: CredentialSource;
  readonly form: CredentialForm;
}

export interface Route {
  /** Canonical host, or `*.` and a canonical host. */
  readonly host: string;
  /** Undefined: see the contract (80 and 443 where a credential goes to a public address, else any). */
  readonly ports: readonly number[] | undefined;
  readonly credential: CredentialRule | undefined;
  /** Undefined: the whole host. */
  readonly matches: readonly Match[] | undefined;
  readonly gitFetch: boolean;
  readonly allowPrivateAddresses: boolean;
  /** Defaults applied: `token_patterns` and `known_secrets`, not `entropy`. Empty when switched off. */
  readonly outboundDetectors: readonly OutboundDetector[];
  /** Defaults applied: `naive_injection_detection`. Empty when switched off. */
  readonly inboundDetectors: readonly InboundDetector[];
  readonly outboundOnMatch: OnMatch;
  readonly spec: RouteSpec;
}

export const outboundDetectors = ["token_patterns", "known_secrets", "entropy"] as const;
export type OutboundDetector = (typeof outboundDetectors)[number];

export const inboundDetectors = ["naive_injection_detection"] as const;
export type InboundDetector = (typeof inboundDetectors)[number];
