import { dlpRefusal, unreadableRefusal } from "../gate/dlp_refusal.ts";
import { warningOf } from "../gate/judge_request.ts";
import { outboundOf } from "../gate/outbound.ts";
import { aboutBody, scanTrailers } from "../gate/scan_request.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import type { Finding } from "../scan/finding.ts";
import { runSteps } from "../scan/steps.ts";
import { streamBody } from "../scan/stream/stream_body.ts";
import { approvedFor } from "./ask_operator.ts";
import type { Asked } from "./asked.ts";
import { Blocked } from "./blocked.ts";
import { type Body, readThrough } from "./body.ts";
import type { Parts } from "./parts.ts";
import { warn } from "./warn.ts";

export interface StreamedBody extends Body {
  /** Reads until the first bytes may go on: before that nobody is dialled. @throws Blocked */
  firstWindow(): Promise<void>;
  /** Frees what the scan holds; idempotent. */
  close(): void;
}

/**
 * A body that is too large to be held: its bytes come out once they can no longer be a part of a finding.
 * A read throws Blocked at a finding and from then on, with nothing of what was found come out.
 */
export async function streamedBody(
  parts: Parts,
  asked: Asked,
  route: Route,
  body: Body,
): Promise<StreamedBody> {
  const engine = await parts.engines.current();
  const outbound = outboundOf(route);
  const approved = approvedFor(parts.operator, asked.target?.host ?? "");
  const stream = streamBody(engine, aboutBody(asked.head.fields), {
    detectors: outbound.body,
    approved,
    surfaceKind: "body",
    unreadable: "refuse",
    turn: parts.turns.begin(),
  });
  let clean: Uint8Array[] = [];
  let ended = false;
  let blocked: Blocked | undefined;

  function block(refusal: Refusal): never {
    clean = [];
    blocked = new Blocked(refusal);
    throw blocked;
  }

  function look(findings: readonly Finding[]): void {
    asked.trace?.found(findings);
    for (const finding of findings) {
      if (finding.severity === "block") block(dlpRefusal(finding, CUT));
      warn(parts, asked, warningOf(finding));
    }
  }

  /** Until there is something clean, or the end. */
  async function advance(): Promise<void> {
    while (clean.length === 0 && !ended) {
      const slice = await body.read();
      const step = slice === null ? await stream.end() : await stream.push(slice);
      look(step.findings);
      if (step.refused !== undefined) {
        block(step.needsWhole ? tooLarge(parts, step.refused) : unreadableRefusal(step.refused));
      }
      if (slice === null) {
        const looking = { detectors: outbound.head, approved };
        look(await runSteps(scanTrailers(engine, body.trailers, looking)));
        ended = true;
      }
      clean.push(...step.clean);
    }
  }

  return {
    close: stream.close,
    length: body.length,
    async firstWindow() {
      await advance();
    },
    async read() {
      if (blocked) throw blocked;
      await advance();
      return clean.shift() ?? null;
    },
    get ready() {
      return clean.length > 0 || ended;
    },
    get done() {
      return ended && clean.length === 0;
    },
    get trailers() {
      return body.trailers;
    },
  };
}

/** A body that nobody reads, but for the line breaks that its trailers may hold: these are not selectable. */
export function trailedBody(
  parts: Pick<Parts, "engines">,
  route: Route,
  body: Body,
): Body {
  return readThrough(body, async () => {
    const slice = await body.read();
    if (slice !== null || body.trailers.length === 0) return slice;
    const engine = await parts.engines.current();
    const looking = { detectors: outboundOf(route).head };
    const [finding] = await runSteps(scanTrailers(engine, body.trailers, looking));
    if (finding) throw new Blocked(dlpRefusal(finding, CUT));
    return null;
  });
}

const CUT = "found while the body streamed, and the request was cut";

/** The refusal of a body that is too large to be held and that cannot be judged as it streams. */
export function tooLarge({ heldBodyBytes }: Pick<Parts, "heldBodyBytes">, why: string): Refusal {
  return {
    status: 413,
    reason: "body-too-large",
    text:
      `egress: the body is larger than ${heldBodyBytes} bytes, and ${why}; send less at a time, ` +
      "or let the operator raise EGRESS_HELD_BODY_BYTES",
  };
}
