import { limits } from "../limits.ts";
import { verdicts } from "./list_requests.ts";
import { type Schema, schemas } from "./schemas.ts";

/** The description of the operator's API (OpenAPI 3.1). The tests hold the answers against it. */
export function openApi(version: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "The operator's console of egress",
      version,
      description:
        "What agents did, and the answers to held requests. No value of a secret is in it.",
    },
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer" } },
      schemas,
    },
    security: [{ token: [] }],
    paths: {
      "/api/status": get("What the sidecar is and has to do.", "Status"),
      "/api/requests": get("The requests that are kept, the newest first.", "Requests", [
        query("q", "Words that must all stand in the request.", {
          type: "string",
          maxLength: limits.filterChars,
        }),
        query("verdict", `One or more of ${verdicts.join(", ")}, with commas.`, { type: "string" }),
        query("before", "Only requests before this id.", { type: "integer", minimum: 0 }),
        query("limit", `At most ${limits.listedRequestsMost}.`, { type: "integer", minimum: 1 }),
      ], [400]),
      "/api/requests/{id}": get("One request, and rule by rule why.", "RequestWhy", [
        path("id", { type: "integer" }),
      ], [404]),
      "/api/hosts": get("What went to each host, the busiest first.", "Hosts"),
      "/api/routes": get("The routes in force, and how often each decided.", "Routes"),
      "/api/learned": get("Routes that would allow what was denied: a proposal.", "Learned"),
      "/api/questions": get(
        "The questions that wait for an answer, the oldest first.",
        "Questions",
      ),
      "/api/questions/{id}/approve": answer("Lets this value go to this host. Needs a reason."),
      "/api/questions/{id}/reject": answer("Refuses the requests that are held for it."),
      "/api/events": {
        get: {
          summary: "A stream of events: hello, requests, questions.",
          responses: {
            200: {
              description: "Each event's data is JSON: HelloEvent, RequestsEvent, QuestionsEvent.",
              content: { "text/event-stream": { schema: { type: "string" } } },
            },
            ...errors([401, 503]),
          },
        },
      },
      "/api/openapi.json": {
        get: {
          summary: "This description.",
          responses: {
            200: ok("This description.", { type: "object", additionalProperties: true }),
            ...errors([401]),
          },
        },
      },
    },
  };
}

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });

function ok(description: string, schema: Schema) {
  return { description, content: { "application/json": { schema } } };
}

function errors(statuses: readonly number[]) {
  return Object.fromEntries(
    statuses.map((status) => [status, ok("Why not, in words.", ref("Error"))]),
  );
}

function query(name: string, description: string, schema: Schema) {
  return { name, in: "query", description, schema };
}

function path(name: string, schema: Schema) {
  return { name, in: "path", required: true, schema };
}

function get(
  summary: string,
  schema: string,
  parameters: readonly unknown[] = [],
  statuses: readonly number[] = [],
) {
  return {
    get: {
      summary,
      parameters,
      responses: { 200: ok(summary, ref(schema)), ...errors([401, ...statuses]) },
    },
  };
}

function answer(summary: string) {
  return {
    post: {
      summary,
      parameters: [path("id", { type: "string" })],
      requestBody: { content: { "application/json": { schema: ref("Reason") } } },
      responses: { 200: ok(summary, ref("Answered")), ...errors([400, 401, 404, 409, 413, 503]) },
    },
  };
}
