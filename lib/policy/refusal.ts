/**
 * A refusal in words. `reason` is the stable code of the `x-egress-reason` header; `text` is the body
 * and begins with `egress: ` or `egress DLP: `, names the host or the rule, and says the smallest
 * change that would allow the request. Neither ever carries a secret.
 */
export interface Refusal {
  readonly status: number;
  readonly reason: Reason;
  readonly text: string;
  /** For the log alone: what stood round the thing found, every value in it replaced. */
  readonly context?: string;
  /** For the log too: which part of the target must not be written, since it holds what was found, in pieces perhaps. */
  readonly hidden?: "path" | "query";
  /** Further fields of the answer. */
  readonly fields?: readonly (readonly [name: string, value: string])[];
}

/** Either the value or why there is none: policy outcomes are values, never exceptions. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

/** The stable codes, with the sentence that the README's table shows for each. */
export const reasons = {
  "host-not-allowed": "no route names the host",
  "no-match": "the host has a route, but none of its matches fits the request",
  "route-changed": "the routes were changed while the request was under way; send it again",
  "port-not-allowed": "the route does not mean this port",
  "git-push": "git push over HTTPS is never allowed",
  "git-fetch": "git clone or fetch needs `git: { fetch: true }` on the route",
  "private-address": "the name resolves to an address that is not public",
  "self-target": "the address and port are a listener of the sidecar itself",
  "secret-found": "a detector found what must not leave; the text says what and where",
  "credential-reflected":
    "the answer holds a known secret, such as the credential that was injected",
  "prompt-injection": "the answer wants to steer whoever reads it (`naive_injection_detection`)",
  "body-unreadable": "the body cannot be read by the detectors, so it must not leave",
  "credential-missing": "the route's credential is absent, empty or not fit for a header",
  "plaintext-credential": "the route's credential would travel over plain HTTP",
  "ambiguous-target": "host, path or target can be read in two ways",
  "authority-mismatch": "Host, :authority or SNI disagree with the CONNECT target",
  "method-not-allowed": "TRACE, CONNECT inside a tunnel, or a method that is not upper case",
  "bad-request": "the request breaks HTTP",
  "body-too-large": "the body is larger than can be judged",
  "too-many-bodies": "the bodies that are held at this moment leave no room for this one",
  "head-too-large": "the head is larger than the bound",
  "upgrade-not-supported": "the protocol of the upgrade is not relayed",
  "proxy-auth-required": "EGRESS_PROXY_TOKEN is set and the request does not carry it",
  "too-many-connections": "a bound on connections is reached",
  "upstream-dns": "the name could not be resolved",
  "upstream-unreachable": "the vetted address could not be connected to",
  "upstream-tls": "the upstream's certificate or handshake is bad",
  "upstream-timeout": "the upstream did not answer in time",
  "upstream-protocol": "the upstream broke HTTP or closed early",
  "internal-error": "a bug of the sidecar; nothing was forwarded",
  "shutting-down": "the sidecar is stopping",
} as const;

export type Reason = keyof typeof reasons;
