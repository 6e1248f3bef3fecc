import { credentialHeaderName } from "../policy/credential.ts";
import type { Route } from "../policy/route.ts";
import type { Target } from "../policy/target.ts";
import type { AboutBody } from "../scan/body/read_body.ts";
import type { Engine } from "../scan/engine.ts";
import type { Finding } from "../scan/finding.ts";
import { scanBytesSteps } from "../scan/scan_bytes.ts";
import type { Steps } from "../scan/steps.ts";
import type { AboutHead } from "../scan/surfaces.ts";
import type { Fields } from "../wire/field.ts";
import { fieldValue, fieldValues } from "../wire/fields.ts";
import { outboundOf } from "./outbound.ts";
import { type Looking, scanHead } from "./scan_head.ts";
import { twoContentTypes } from "./two_content_types.ts";

/** A request as far as it is there to be read; everything that would be sent stands in it. */
export interface RequestFacts {
  readonly method: string;
  readonly target: Target;
  /** The agent's end-to-end fields. */
  readonly fields: Fields;
  /** The whole body; undefined: it is read by nobody, or as it streams. */
  readonly body: Uint8Array | undefined;
  readonly trailers: Fields;
}

/** What was found, the head's before the body's, and what of the body could not be read. */
export interface ScannedRequest {
  readonly findings: readonly Finding[];
  /** In words, why the body must not pass unread. */
  readonly refused: string | undefined;
  /** In words, what passes although it could not be read. */
  readonly notes: readonly string[];
}

/** Looks through all of a request with the detectors of its route. */
export function* scanRequest(
  engine: Engine,
  route: Route,
  facts: RequestFacts,
  approved?: (value: string) => boolean,
): Steps<ScannedRequest> {
  const outbound = outboundOf(route);
  const looking = (detectors: Looking["detectors"]): Looking => ({
    detectors,
    ...(approved && { approved }),
  });
  const { method, target, fields } = facts;
  const { host, path, query = "" } = target;
  const about: AboutHead = {
    authorization: route.credential === undefined ? "scan" : "known-secrets-only",
    credentialField: credentialHeaderName(route),
  };
  const head = yield* scanHead(
    engine,
    { method, host, path, query, fields },
    about,
    looking(outbound.head),
  );
  const trailers = yield* scanTrailers(engine, facts.trailers, looking(outbound.head));
  const unread = { findings: [...head, ...trailers], refused: undefined, notes: [] };
  if (outbound.body.size === 0 || facts.body?.length === 0) return unread;
  // Also said of a body that streams, which is read by the same type.
  const ambiguous = twoContentTypes(facts.fields);
  if (ambiguous !== undefined) return { ...unread, refused: ambiguous };
  if (facts.body === undefined) return unread;
  const options = { ...looking(outbound.body), surfaceKind: "body" } as const;
  const { findings, refused, notes } = yield* scanBytesSteps(
    engine,
    facts.body,
    aboutBody(fields),
    options,
  );
  return { findings: [...head, ...findings, ...trailers], refused, notes };
}

/** What trailers hold. They are fields behind the body, and named so. */
export function* scanTrailers(
  engine: Engine,
  trailers: Fields,
  looking: Looking,
): Steps<Finding[]> {
  if (trailers.length === 0) return [];
  const parts = { host: "", path: "", query: "", fields: trailers };
  return yield* scanHead(engine, parts, { authorization: "scan", prefix: "trailer " }, looking);
}

/** What is known of a body before it is read. */
export function aboutBody(fields: Fields): AboutBody {
  return {
    contentType: fieldValue(fields, "content-type"),
    contentEncoding: fieldValues(fields, "content-encoding"),
  };
}
