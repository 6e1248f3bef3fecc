import type { Fields } from "./field.ts";

/** HTTP/1.x as written in a start line. Over h2 a request counts as "1.1". */
export type Version = "1.0" | "1.1";

/** The head of a request as it stood on the wire. `target` is raw: origin, absolute, authority or asterisk form. */
export interface RequestHead {
  readonly method: string;
  readonly target: string;
  readonly version: Version;
  readonly fields: Fields;
}

/** The head of a response as it stood on the wire; `reason` may be empty. */
export interface ResponseHead {
  readonly version: Version;
  readonly status: number;
  readonly reason: string;
  readonly fields: Fields;
}

/** How the end of a body is known. `close`: the connection's end (responses only). */
export type Framing =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly length: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "close" };
