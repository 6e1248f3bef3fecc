import {
  firstReflected,
  inboundLooking,
  judgeAnswerHead,
  judgeFields,
} from "../gate/judge_answer.ts";
import { unreadableRefusal } from "../gate/dlp_refusal.ts";
import { aboutBody } from "../gate/scan_request.ts";
import { limits } from "../limits.ts";
import type { Refusal } from "../policy/refusal.ts";
import { isPacked } from "../scan/body/is_packed.ts";
import { scanBytesSteps } from "../scan/scan_bytes.ts";
import { runSteps } from "../scan/steps.ts";
import type { TextView } from "../scan/text_view.ts";
import { latin1Text } from "../wire/latin1.ts";
import { streamBody, type StreamedBody } from "../scan/stream/stream_body.ts";
import type { ResponseHead } from "../wire/message.ts";
import { Blocked } from "./blocked.ts";
import { type Body, concat, heldBody } from "./body.ts";
import type { Parts } from "./parts.ts";
import type { Answer } from "./upstream/send.ts";

export interface Screened {
  readonly body: Body;
  /** Frees what the scan holds; idempotent. */
  close(): void;
}

/**
 * The body of an answer as the agent may have it: no known secret comes out of it. A small one is held
 * and read whole; any other comes as it streams, but for what may still become a part of a secret.
 *
 * @throws Blocked if the head holds a known secret or a held body does; a stream's read throws it later
 */
export async function screenedAnswer(
  parts: Pick<Parts, "engines" | "largeScans" | "turns">,
  { head, framing, body }: Pick<Answer, "head" | "framing" | "body">,
  approved: (value: string) => boolean = () => false,
): Promise<Screened> {
  const engine = (await parts.engines.current()).secretsOnly();
  if (engine.isBlind) return { body, close() {} };
  const block: Block = (refusal) => {
    if (refusal) throw new Blocked(refusal, head.status);
  };
  const looking = inboundLooking(approved);
  block(await runSteps(judgeAnswerHead(engine, head, looking), parts.turns.begin()));
  if (framing.kind === "none") return { body, close() {} };
  const about = aboutBody(head.fields);
  const options = { ...looking, surfaceKind: "body" } as const;
  if (framing.kind === "length" && framing.length <= limits.heldAnswerBytes) {
    const bytes = await readAll(body);
    if (bytes.length < limits.knownSecretLeastBytes) return { body: heldBody(bytes), close() {} };
    const scan = () => runSteps(scanBytesSteps(engine, bytes, about, options), parts.turns.begin());
    const { findings, refused } = await (isPacked(bytes, about) ? parts.largeScans(scan) : scan());
    block(firstReflected(findings));
    // What cannot be undone is the agent's business; its bytes are looked through as they are.
    if (refused !== undefined) block(firstReflected(engine.scan(textOf(bytes), options)));
    return { body: heldBody(bytes), close() {} };
  }
  const turn = parts.turns.begin();
  const stream = streamBody(engine, about, { ...options, unreadable: "pass", turn });
  return {
    body: screenedStream(
      body,
      stream,
      block,
      () => runSteps(judgeFields(engine, body.trailers, looking)),
    ),
    close: stream.close,
  };
}

/** Looks through an interim answer. @throws Blocked if it holds a known secret */
export async function screenInterim(
  parts: Pick<Parts, "engines">,
  head: ResponseHead,
): Promise<void> {
  const engine = (await parts.engines.current()).secretsOnly();
  const refusal = await runSteps(judgeAnswerHead(engine, head));
  if (refusal) throw new Blocked(refusal, head.status);
}

function textOf(bytes: Uint8Array): TextView {
  return { surface: "body", views: [], text: latin1Text(bytes) };
}

/** Throws where there is a refusal. */
type Block = (refusal: Refusal | undefined) => void;

async function readAll(body: Body): Promise<Uint8Array> {
  const slices: Uint8Array[] = [];
  for (let slice = await body.read(); slice !== null; slice = await body.read()) slices.push(slice);
  return concat(slices);
}

function screenedStream(
  body: Body,
  stream: StreamedBody,
  block: Block,
  judgeTrailers: () => Promise<Refusal | undefined>,
): Body {
  const clean: Uint8Array[] = [];
  let ended = false;
  return {
    length: body.length,
    async read() {
      while (clean.length === 0 && !ended) {
        const slice = await body.read();
        const step = slice === null ? await stream.end() : await stream.push(slice);
        block(firstReflected(step.findings));
        if (step.refused !== undefined) block(unreadableRefusal(`the answer's ${step.refused}`));
        clean.push(...step.clean);
        ended = slice === null;
        if (ended) block(await judgeTrailers());
      }
      return clean.shift() ?? null;
    },
    get ready() {
      return clean.length > 0 || ended || body.ready;
    },
    get done() {
      return ended && clean.length === 0;
    },
    get trailers() {
      return body.trailers;
    },
  };
}
