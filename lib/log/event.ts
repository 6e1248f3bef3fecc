/**
 * What the log says, one JSON object a line on stderr (contract, section 8). Other programs read these
 * names, and the order of the keys is that of the addon. Callers put in what they have; redaction is
 * the writer's.
 */
export type LogEvent =
  | BlockEvent
  | WarnEvent
  | SuperviseEvent
  | AllowedEvent
  | RequestEvent
  | ResponseEvent
  | UpstreamErrorEvent
  | InternalErrorEvent;

/** The request that an event is about; `path` with its query. */
export interface AskedFields {
  readonly host: string;
  readonly method: string;
  readonly path: string;
}

export interface BlockEvent extends AskedFields {
  readonly event: "egress_block";
  readonly reason: string;
  readonly context?: string;
  readonly response_status?: number;
}

export interface WarnEvent extends AskedFields {
  readonly event: "egress_warn";
  readonly reason: string;
  readonly context?: string;
  readonly response_status?: number;
}

/** A question was filed with the operator. */
export interface SuperviseEvent extends AskedFields {
  readonly event: "egress_token_supervise";
  readonly reason: string;
  /** The id of the proposal. */
  readonly proposal: string;
}

/** The operator allowed it. */
export interface AllowedEvent extends AskedFields {
  readonly event: "egress_token_allowed";
  readonly reason: string;
  readonly proposal: string;
}

/** As the agent sent it, before a credential is injected. */
export interface RequestEvent extends AskedFields {
  readonly event: "egress_request";
  readonly headers: HeaderList;
  /** Decoded text; the writer cuts it and then adds `body_truncated: true`. */
  readonly body: string;
}

export interface ResponseEvent {
  readonly event: "egress_response";
  readonly host: string;
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

/** The network towards an upstream failed: no verdict, but what an operator looks for first. */
export interface UpstreamErrorEvent extends AskedFields {
  readonly event: "egress_upstream_error";
  readonly stage: "resolve" | "connect" | "tls" | "write" | "read";
  readonly reason: string;
}

/** A bug of ours: always written, and nothing of a body in it. */
export interface InternalErrorEvent extends Partial<AskedFields> {
  readonly event: "internal_error";
  readonly reason: string;
}

/** Names and values in their order; written as an object, values of one name joined with ", ". */
export type HeaderList = readonly (readonly [name: string, value: string])[];
