import { limits } from "../limits.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Field } from "../wire/field.ts";
import type { RequestHead } from "../wire/message.ts";
import type { Asked } from "./asked.ts";
import type { Http2Tunnel } from "./http2_bridge.ts";
import { http2Body } from "./http2_body.ts";
import { http2Reply } from "./http2_reply.ts";
import { drainBody } from "./drain.ts";
import { exchange } from "./exchange.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./refuse.ts";

/** Answers one request of an HTTP/2 tunnel by the same way as any other. Never rejects. */
export async function serveHttp2Request(
  request: Request,
  tunnel: Http2Tunnel,
  parts: Parts,
): Promise<Response> {
  const abort = new AbortController();
  const leave = () => abort.abort(new Error("the agent has left"));
  request.signal.addEventListener("abort", leave, { once: true });
  const reply = http2Reply(parts.clocks, leave);
  const head = readHead(request);
  const length = announcedLength(head);
  const body = http2Body(request.body, length, parts.clocks, leave);
  const asked: Asked = {
    head,
    scope: tunnel.scope,
    body,
    reply,
    abort,
    target: undefined,
  };
  tunnel.requests += 1;
  tunnel.changed();

  const refusal = tunnel.requests > limits.http2Requests ? TOO_MANY : hiddenBody(request, length);
  const work = refusal ? refuse(parts, asked, refusal) : exchange(asked, parts);
  work.catch(() => reply.cut()).finally(async () => {
    // A client that writes all before it reads would see a reset instead of a refusal.
    if (!body.done) {
      const watch = parts.clocks.watch(body.cancel);
      await drainBody(body, watch);
      watch.end();
      body.cancel();
    }
    request.signal.removeEventListener("abort", leave);
    tunnel.requests -= 1;
    tunnel.changed();
  });
  return await reply.response;
}

/** The head as HTTP/1.1 would write it: what the protocol's layer joined is judged and sent joined. */
function readHead(request: Request): RequestHead {
  // The URL is raw: nothing in it was decoded or resolved.
  const [, authority = "", target = ""] = /^[a-z]+:\/\/([^/?#]*)(.*)$/is.exec(request.url) ?? [];
  const fields: Field[] = [["Host", authority]];
  for (const field of request.headers) {
    // Beside `:authority` a Host must say the same, else it stands as a second one and is refused.
    if (field[0] === "host" && field[1] === authority) continue;
    fields.push(field);
  }
  return { method: request.method, target: target || "/", version: "1.1", fields };
}

function announcedLength({ fields }: RequestHead): number | undefined {
  const value = fields.find(([name]) => name === "content-length")?.[1];
  return value === undefined ? undefined : Number(value);
}

/** The platform hides the body of these methods, and what cannot be read is not sent. */
function hiddenBody(request: Request, length: number | undefined): Refusal | undefined {
  if (request.body !== null || !length) return undefined;
  return {
    status: 400,
    reason: "bad-request",
    text: `egress: the body of a ${request.method} request cannot be read over HTTP/2; ` +
      "send it over HTTP/1.1, or use POST",
  };
}

const TOO_MANY: Refusal = {
  status: 503,
  reason: "too-many-connections",
  text: `egress: more than ${limits.http2Requests} requests under way in one HTTP/2 tunnel; wait`,
};
