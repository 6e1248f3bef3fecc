import { writeAuthority } from "../policy/authority.ts";
import type { Target } from "../policy/target.ts";
import type { Field } from "../wire/field.ts";
import type { Asked } from "./asked.ts";
import type { Parts } from "./parts.ts";

const HOST = "_egress.local";

/** The name under which the agent asks the sidecar itself; it is never looked up. */
export function isIntrospection(host: string): boolean {
  return host === HOST;
}

/** Answers from the introspection app. The agent's fields and body are not shown to it: it needs none. */
export async function introspect(parts: Parts, asked: Asked, target: Target): Promise<void> {
  const { method } = asked.head;
  const query = target.query === undefined ? "" : `?${target.query}`;
  const path = target.path === "*" ? "/" : target.path;
  const url = `http://${writeAuthority("http", { host: HOST, port: 80 })}${path}${query}`;
  const response = await parts.introspection(new Request(url, { method }));
  const body = new Uint8Array(await response.arrayBuffer());
  const fields: Field[] = [...response.headers, ["content-length", String(body.length)]];
  const bodiless = method === "HEAD";
  asked.reply.start(
    { version: "1.1", status: response.status, reason: response.statusText || "OK", fields },
    bodiless ? { kind: "none" } : { kind: "length", length: body.length },
  );
  if (!bodiless) await asked.reply.write(body);
  await asked.reply.finish([]);
}
