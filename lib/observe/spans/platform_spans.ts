import type { SpanApi } from "./tracing.ts";

/** The platform's own exporter, by OpenTelemetry's API; imported only where requests are traced. */
export async function platformSpans(version: string): Promise<SpanApi> {
  const { ROOT_CONTEXT, trace } = await import("@opentelemetry/api");
  const tracer = trace.getTracer("egress", version);
  return {
    startSpan: (name, options, context) => tracer.startSpan(name, options, context),
    within: (parent) => trace.setSpanContext(ROOT_CONTEXT, parent),
    inside: (parent) => trace.setSpan(ROOT_CONTEXT, parent),
  };
}
