import { Hono } from "hono";
import type { Route } from "../policy/route.ts";
import { guide } from "./guide.ts";
import { pythonJson } from "./python_json.ts";
import { pythonRepr } from "../python_repr.ts";

/** What introspection may see: nothing here can change state, and no secret is within reach. */
export interface IntrospectionParts {
  /** The table of this moment. */
  readonly routes: () => readonly Route[];
  /** The authority's certificate alone (`SigningAuthority.certificatePem`). */
  readonly certificatePem: () => string;
  /** Of the sidecar, as `0.1.0`. */
  readonly version: string;
}

/**
 * What answers at `http://_egress.local/`: a function from Request to Response, on the agent's side.
 * `/allowlist` shows the routes in the shape of routes.yaml, without defaults, with names of
 * variables; any method reads, since there is nothing else to do.
 */
export function createIntrospection(
  { routes, certificatePem, version }: IntrospectionParts,
): Hono {
  // Paths are compared raw, as everywhere in the sidecar; Hono would decode them first.
  const app = new Hono({ getPath: (request) => new URL(request.url).pathname });

  app.use(async (context, next) => {
    await next();
    context.header("Cache-Control", "no-store");
    context.header("X-Content-Type-Options", "nosniff");
  });
  app.all("/", (context) => context.body(guide(routes(), version), 200, TEXT));
  app.all("/allowlist", (context) => {
    const specs = routes().map((route) => route.spec);
    return context.body(pythonJson({ routes: specs }), 200, JSON_TYPE);
  });
  app.all("/healthz", (context) => {
    const health = { status: "ok", version, routes: routes().length };
    return context.body(pythonJson(health), 200, JSON_TYPE);
  });
  app.all("/ca.pem", (context) => context.body(certificatePem(), 200, PEM));
  app.notFound((context) => {
    const path = pythonRepr(context.req.path);
    return context.body(`egress introspection: no such endpoint ${path}`, 404, TEXT);
  });
  // A bug is told once, at the edge of the connection, and not by Hono on the console.
  app.onError((error) => {
    throw error;
  });
  return app;
}

const TEXT = { "Content-Type": "text/plain; charset=utf-8" };
const JSON_TYPE = { "Content-Type": "application/json" };
const PEM = { "Content-Type": "application/x-pem-file" };
