import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { AboutBody } from "../scan/body/read_body.ts";
import type { Engine } from "../scan/engine.ts";
import type { InjectionScanner } from "../scan/injection/injection_scanner.ts";
import type { Warning } from "./judge_request.ts";

/** A message of a WebSocket as it is read. */
export interface MessageBytes {
  /** Never empty. */
  readonly bytes: Uint8Array;
  /** Text or binary; the others are frames of control. */
  readonly isData: boolean;
  readonly about: AboutBody;
}

/** Undefined refusal: the message may go on. */
export interface MessageVerdict {
  readonly refusal: Refusal | undefined;
  readonly warnings: readonly Warning[];
}

/** What a message is judged by: the engine and the routes of this moment. */
export interface MessageJudging {
  readonly engine: Engine;
  /** What reads for signs of injection, where the route wants it read. */
  readonly signs: InjectionScanner;
  readonly route: Route;
  /** Values that the operator has approved for the route's host: the only ones that pass. */
  readonly approved?: (value: string) => boolean;
}
