import type { Refusal } from "../policy/refusal.ts";
import type { Field } from "../wire/field.ts";
import type { ResponseHead } from "../wire/message.ts";
import type { Reply } from "./reply.ts";

const PHRASES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  403: "Forbidden",
  405: "Method Not Allowed",
  407: "Proxy Authentication Required",
  408: "Request Timeout",
  413: "Content Too Large",
  414: "URI Too Long",
  417: "Expectation Failed",
  421: "Misdirected Request",
  426: "Upgrade Required",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
};

/** The head and body in which a refusal is said: the reason as text, its code in `x-egress-reason`. */
export function refusalMessage(
  refusal: Refusal,
  extra: readonly Field[] = [],
): { readonly head: ResponseHead; readonly body: Uint8Array } {
  const body = new TextEncoder().encode(refusal.text);
  return {
    head: {
      version: "1.1",
      status: refusal.status,
      reason: PHRASES[refusal.status] ?? "Refused",
      fields: [
        ["Content-Type", "text/plain; charset=utf-8"],
        ["Content-Length", String(body.length)],
        ["X-Egress-Reason", refusal.reason],
        // A refusal holds for this policy at this moment.
        ["Cache-Control", "no-store"],
        ...(refusal.status === 405
          ? [["Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"] as const]
          : []),
        ...(refusal.status === 407
          ? [["Proxy-Authenticate", 'Basic realm="egress", charset="UTF-8"'] as const]
          : []),
        ...(refusal.fields ?? []),
        ...extra,
      ],
    },
    body,
  };
}

/** Says a refusal. @throws if the agent has left */
export async function sayRefusal(
  reply: Reply,
  refusal: Refusal,
  method: string,
  extra: readonly Field[] = [],
): Promise<void> {
  const { head, body } = refusalMessage(refusal, extra);
  const bodiless = method === "HEAD";
  reply.start(head, bodiless ? { kind: "none" } : { kind: "length", length: body.length });
  if (!bodiless) await reply.write(body);
  await reply.finish([]);
}
