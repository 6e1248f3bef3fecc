import type { Asked } from "../../lib/proxy/asked.ts";
import { type Body, framedBody, noBody } from "../../lib/proxy/body.ts";
import { Reader } from "../../lib/proxy/reader.ts";
import type { Fields } from "../../lib/wire/field.ts";
import type { Framing } from "../../lib/wire/message.ts";
import { type FakeReply, fakeReply } from "./fake_reply.ts";
import { fakeStream } from "./fake_stream.ts";

export interface TestAsked extends Asked {
  readonly reply: FakeReply;
}

/** `GET https://a.test/` as it stands in a tunnel, with the parts that a test is about. */
export function testAsked(
  { method = "GET", target = "/", fields = [], body = noBody, host = "a.test", port = 443 }: {
    readonly method?: string;
    readonly target?: string;
    /** Beside Host. */
    readonly fields?: Fields;
    readonly body?: Body;
    readonly host?: string;
    readonly port?: number;
  } = {},
): TestAsked {
  return {
    head: {
      method,
      target,
      version: "1.1",
      fields: [["Host", port === 443 ? host : `${host}:${port}`], ...fields],
    },
    scope: {
      at: { kind: "tunnel", scheme: "https", authority: { host, port } },
      serverName: undefined,
    },
    body,
    reply: fakeReply(),
    abort: new AbortController(),
    target: undefined,
  };
}

/** A body of an agent's request that comes in these pieces. */
export function sentBody(framing: Framing, ...pieces: string[]): Body {
  return framedBody(new Reader(fakeStream(...pieces)), framing, "agent");
}
