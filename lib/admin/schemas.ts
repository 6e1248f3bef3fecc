import { limits } from "../limits.ts";
import { outboundDetectors } from "../policy/route.ts";
import { verdicts } from "./list_requests.ts";

/** What of JSON Schema the API's description uses; `additionalProperties` is false wherever it is not said. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly (string | null)[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minimum?: number;
  readonly maxLength?: number;
}

/** An object of which every property is there, and no other. */
function object(properties: Record<string, Schema>, description?: string): Schema {
  return {
    type: "object",
    ...(description !== undefined && { description }),
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

const list = (items: Schema): Schema => ({ type: "array", items });
const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const text = (description?: string): Schema => ({
  type: "string",
  ...(description !== undefined && { description }),
});
const count: Schema = { type: "integer", minimum: 0 };
const ms: Schema = { type: "number", minimum: 0 };
const maybe = ({ type, ...rest }: Schema): Schema => ({ ...rest, type: [String(type), "null"] });
const verdict: Schema = { type: "string", enum: verdicts };
const counts: Schema = { type: "object", additionalProperties: count };

const stages = ["judged_ms", "held_ms", "connected_ms", "head_ms", "first_byte_ms", "end_ms"];

/** The shapes of the API's answers by their names. */
export const schemas: Readonly<Record<string, Schema>> = {
  Error: object({ error: text("What is wrong, and how to mend it.") }),
  Status: object({
    version: text(),
    started_ms: ms,
    now_ms: ms,
    routes: count,
    requests: { ...count, description: "How many there were since the start." },
    under_way: count,
    held: count,
    tunnels: count,
    supervised: { type: "boolean" },
    held_seconds: maybe({ type: "number" }),
  }),
  Finding: object({
    detector: text(`${outboundDetectors.join(", ")}, crlf or unicode_evasion`),
    kind: text("The rule, or the name of the variable; never the value."),
    severity: { type: "string", enum: ["block", "warn"] },
    surface: text("Where: host, path, query, header <name>, body and such."),
    count,
  }),
  Request: object({
    id: { ...count, description: "Rises by one with each request since the start." },
    start_ms: { ...ms, description: "Milliseconds since 1970." },
    method: text(),
    protocol: text("As the agent spoke it: HTTP/1.0, HTTP/1.1 or HTTP/2."),
    scheme: { type: ["string", "null"], enum: ["http", "https", null] },
    host: text(),
    port: maybe(count),
    path: text("With its query, redacted."),
    route: maybe(text("The host pattern of the route.")),
    match: maybe({ ...count, description: "The entry of the route's matches, the first being 1." }),
    verdict,
    reason: maybe(text("The code of x-egress-reason.")),
    text: maybe(text("The words of a refusal.")),
    status: maybe(count),
    findings: list(ref("Finding")),
    bytes_up: count,
    bytes_down: count,
    stages: object(
      Object.fromEntries(stages.map((name) => [name, maybe(ms)])),
      "Milliseconds from the start; held_ms is a length of time.",
    ),
    upstream_stage: {
      type: ["string", "null"],
      enum: ["resolve", "connect", "tls", "write", "read", null],
    },
    proposal: maybe(text("The id of the question that it was held for.")),
    decision: maybe(text("What came of that.")),
    upgraded: { type: "boolean", description: "Whether a WebSocket was opened." },
  }),
  Requests: object({
    requests: list(ref("Request")),
    next: maybe({ ...count, description: "The before of the next page." }),
  }),
  RequestWhy: object({ request: ref("Request"), steps: list(ref("Step")) }),
  Step: object({
    name: text("The check."),
    outcome: { type: "string", enum: ["pass", "refuse", "skip"] },
    detail: text(),
  }),
  Hosts: object({
    hosts: list(object({
      host: text("Empty: all that found no place of their own."),
      route: maybe(text()),
      requests: count,
      verdicts: counts,
      bytes_up: count,
      bytes_down: count,
      last_ms: ms,
    })),
  }),
  Routes: object({
    routes: list(object({
      route: { type: "object", additionalProperties: true, description: "As routes.yaml has it." },
      allowed: count,
      refused: { ...count, description: "Requests to its host that did not go on." },
      matches: { ...list(count), description: "How often each entry was the first that fitted." },
    })),
  }),
  Learned: object({
    learning: { type: "boolean", description: "Whether EGRESS_LEARN is set." },
    routes: list(object({
      host: text(),
      ports: { ...list(count), description: "Empty where the host has a route already." },
      route: maybe(text("The host pattern of that route, to whose matches these belong.")),
      requests: { ...count, description: "How many were denied that this would allow." },
      matches: list(object({
        methods: list(text()),
        paths: list(object({
          type: { type: "string", enum: ["exact", "regex"] },
          value: text("As in the paths of routes.yaml."),
          counts: { ...counts, description: "Denied requests by their method." },
        })),
      })),
    })),
    left_out: { ...count, description: "Denied requests that are in none of them." },
    text: text("The same as a routes.yaml; empty where nothing is learned."),
  }),
  Question: object({
    id: text(),
    host: text(),
    method: text(),
    path: text("Without its query."),
    found: text("What was found, in words."),
    context: text("What stands round it, every value replaced."),
    justification: text(),
    arrival_ms: ms,
    age_ms: ms,
    left_ms: { ...ms, description: "Until the last request that is held for it gives up." },
    requests: { ...list(count), description: "The ids of the requests that wait for it." },
  }),
  Questions: object({ questions: list(ref("Question")) }),
  Reason: {
    type: "object",
    properties: { reason: { type: "string", maxLength: limits.answerNotesChars } },
    additionalProperties: true,
  },
  Answered: object({
    id: text(),
    status: { type: "string", enum: ["approved", "rejected"] },
  }),
  HelloEvent: object({ newest: { ...count, description: "The id of the newest request." } }),
  RequestsEvent: object({
    requests: list(ref("Request")),
    skipped: { ...count, description: "Changes that are not told: read the list again." },
  }),
  QuestionsEvent: object({ held: { ...count, description: "Requests that wait." } }),
};
