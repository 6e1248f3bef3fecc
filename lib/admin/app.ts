/**
 * Law: without the token nothing is told but the page's own files, and nothing but an answer to a
 * question changes anything.
 */
import { type Context, Hono } from "hono";
import { QueueError } from "../supervise/queue_error.ts";
import type { AdminParts } from "./admin_parts.ts";
import { answerQuestion } from "./answer_question.ts";
import { ApiError } from "./api_error.ts";
import { carriesToken } from "./carries_token.ts";
import { crossSite } from "./cross_site.ts";
import { createEventStreams } from "./event_stream.ts";
import { isAllowedHost } from "./is_allowed_host.ts";
import { listHosts } from "./list_hosts.ts";
import { listLearned } from "./list_learned.ts";
import { listQuestions } from "./list_questions.ts";
import { listRequests, readListing } from "./list_requests.ts";
import { listRoutes } from "./list_routes.ts";
import type { MetricsText } from "./metrics.ts";
import { openApi } from "./openapi.ts";
import { pageFiles } from "./page/files.ts";
import { readReason } from "./read_reason.ts";
import { securityHeaders } from "./security_headers.ts";
import { showRequest } from "./show_request.ts";
import { showStatus } from "./show_status.ts";

/** What answers on the operator's listener: page, API and metrics. */
export function createAdmin(parts: AdminParts): Hono {
  const app = new Hono();
  const startedMs = parts.wallClock();
  const streams = createEventStreams(parts);

  // Before all others, so that refusals and errors pass here too.
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) context.header(name, value);
  });
  app.use(async (context, next) => {
    const url = new URL(context.req.url);
    // First, so that another site learns nothing, not even that there is a console.
    if (!isAllowedHost(url.hostname, parts.hosts)) throw new ApiError(421, MISNAMED);
    const why = crossSite(context.req.raw.headers, url);
    if (why !== undefined) throw new ApiError(403, `this request is refused: ${why}`);
    const file = pageFiles.get(url.pathname);
    if (file !== undefined && READING.includes(context.req.method)) {
      return context.body(file.body, 200, { "Content-Type": file.contentType });
    }
    if (!carriesToken(context.req.header("authorization"), parts.token)) {
      throw new ApiError(401, "send the operator's token as Authorization: Bearer <token>");
    }
    await next();
  });

  app.get("/api/status", (context) => context.json(showStatus(parts, startedMs)));
  app.get(
    "/api/requests",
    async (context) =>
      context.json(await listRequests(parts, readListing(new URL(context.req.url).searchParams))),
  );
  app.get(
    "/api/requests/:id",
    (context) => context.json(showRequest(parts.observer, context.req.param("id"))),
  );
  app.get("/api/hosts", (context) => context.json(listHosts(parts)));
  app.get("/api/routes", (context) => context.json(listRoutes(parts)));
  app.get("/api/learned", async (context) => context.json(await listLearned(parts)));
  app.get("/api/questions", async (context) => context.json(await listQuestions(parts)));
  for (const status of ["approved", "rejected"] as const) {
    const word = status === "approved" ? "approve" : "reject";
    app.post(`/api/questions/:id/${word}`, async (context) => {
      const reason = await readReason(context.req.raw, status);
      return context.json(await answerQuestion(parts, context.req.param("id"), status, reason));
    });
  }
  app.get("/api/events", () => streams.open());
  app.get("/api/openapi.json", (context) => context.json(openApi(parts.version)));
  let metrics: Promise<MetricsText> | undefined;
  app.get("/metrics", async (context) => {
    // 100 ms of import, for whoever measures alone.
    metrics ??= import("./metrics.ts").then(({ createMetrics }) => createMetrics(parts, startedMs));
    const { contentType, text } = await metrics;
    return context.body(await text(), 200, { "Content-Type": contentType });
  });
  app.notFound(() => {
    throw new ApiError(404, "there is no such page; /api/openapi.json names those that there are");
  });
  app.onError(answerError);
  return app;
}

const READING = ["GET", "HEAD"];

const MISNAMED = "the console answers to IP addresses, to localhost and to the names in " +
  "EGRESS_ADMIN_HOSTS; add this one there if it is meant to be the console's";

function answerError(error: Error, context: Context): Response {
  if (error instanceof ApiError) {
    if (error.status === 401) context.header("WWW-Authenticate", 'Bearer realm="egress"');
    return context.json({ error: error.words }, error.status);
  }
  if (error instanceof QueueError) return context.json({ error: error.message }, 503);
  // The error's own words may quote what was being read.
  return context.json({ error: `internal error (${error.name})` }, 500);
}
