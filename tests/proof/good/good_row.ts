import type { Way } from "../world/ways.ts";

type Fields = readonly (readonly [name: string, value: string])[];

/** An exchange that must arrive as it was sent, both ways. All texts are latin1. */
export interface GoodRow {
  readonly name: string;
  /** `GET`, or `POST` where there is a body. */
  readonly method?: string;
  /** `good.test` unless said otherwise. */
  readonly host?: string;
  readonly path: string;
  readonly fields?: Fields;
  readonly body?: string | Uint8Array;
  /** Sent in chunks of so many bytes; HTTP/1.1 only. */
  readonly chunkBytes?: number;
  readonly answer?: GoodAnswer;
  readonly ways?: readonly Way[];
}

export interface GoodAnswer {
  /** `200` */
  readonly status?: number;
  readonly fields?: Fields;
  readonly body?: string | Uint8Array;
  /** A length unless said otherwise; `close`: until the connection ends. */
  readonly framing?: "chunked" | "close";
  /** Slices of so many bytes, each written by itself. */
  readonly sliceBytes?: number;
}

export interface GoodGroup {
  readonly group: string;
  readonly rows: readonly GoodRow[];
}
