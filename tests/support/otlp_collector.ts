/** What a sidecar's platform exports, as an OTLP receiver over HTTP gets it. */
export interface OtlpCollector extends AsyncDisposable {
  readonly url: string;
  /** The path and the bytes of each request, as Latin-1. */
  readonly received: readonly { readonly path: string; readonly text: string }[];
  /** Of what came as JSON. */
  spans(): readonly CollectedSpan[];
}

export interface CollectedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly scope: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Sent {
  readonly resourceSpans?: readonly {
    readonly scopeSpans: readonly {
      readonly scope: { readonly name: string };
      readonly spans: readonly (Omit<CollectedSpan, "attributes" | "scope"> & {
        readonly attributes: readonly { readonly key: string; readonly value: object }[];
      })[];
    }[];
  }[];
}

export function startOtlpCollector(): OtlpCollector {
  const received: { path: string; text: string }[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, async (request) => {
    const bytes = new Uint8Array(await request.arrayBuffer());
    const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
    received.push({ path: new URL(request.url).pathname, text });
    return new Response(null, { headers: { "content-type": "application/x-protobuf" } });
  });
  return {
    url: `http://127.0.0.1:${server.addr.port}`,
    received,
    spans: () =>
      received.filter(({ path }) => path === "/v1/traces").flatMap(({ text }) => {
        const sent: Sent = JSON.parse(text);
        return (sent.resourceSpans ?? []).flatMap(({ scopeSpans }) =>
          scopeSpans.flatMap(({ scope, spans }) =>
            spans.map((span) => ({
              ...span,
              scope: scope.name,
              attributes: Object.fromEntries(
                span.attributes.map(({ key, value }) => [key, Object.values(value)[0]]),
              ),
            }))
          )
        );
      }),
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
