import type { Observer } from "../observe/observer.ts";
import type { Trace } from "../observe/trace.ts";
import type { Fields } from "../wire/field.ts";
import type { Framing, ResponseHead } from "../wire/message.ts";
import type { Asked } from "./asked.ts";
import { readThrough } from "./body.ts";
import type { Reply } from "./reply.ts";

/**
 * The same request, seen: it has a trace, and what is read of its body and said in its reply is
 * counted there. Whoever has it ends the trace.
 */
export function observed(asked: Asked, observer: Observer): Asked & { readonly trace: Trace } {
  const trace = observer.begin({ method: asked.head.method, protocol: protocolOf(asked) });
  const { body } = asked;
  const counted = body.length === 0 ? body : readThrough(body, async () => {
    const slice = await body.read();
    if (slice !== null) trace.bytesUp += slice.length;
    return slice;
  });
  return { ...asked, trace, body: counted, reply: new ObservedReply(asked.reply, trace) };
}

/** As the agent spoke it. */
export function protocolOf({ agent, head }: Pick<Asked, "agent" | "head">): string {
  return agent === undefined ? "HTTP/2" : `HTTP/${head.version}`;
}

class ObservedReply implements Reply {
  readonly #reply: Reply;
  readonly #trace: Trace;

  constructor(reply: Reply, trace: Trace) {
    this.#reply = reply;
    this.#trace = trace;
  }

  get started(): boolean {
    return this.#reply.started;
  }

  interim(head: ResponseHead): Promise<void> {
    return this.#reply.interim(head);
  }

  start(head: ResponseHead, framing: Framing): void {
    this.#trace.answered(head.status);
    this.#reply.start(head, framing);
  }

  flush(): Promise<void> {
    return this.#reply.flush();
  }

  write(bytes: Uint8Array): Promise<void> {
    this.#trace.bytesDown += bytes.length;
    return this.#reply.write(bytes);
  }

  finish(trailers: Fields): Promise<void> {
    return this.#reply.finish(trailers);
  }

  cut(): void {
    this.#reply.cut();
  }
}
