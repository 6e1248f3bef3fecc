import type { AnswerVerdict } from "../gate/judge_answer.ts";
import { writeAuthority } from "../policy/authority.ts";
import { droppedNames } from "../policy/credential.ts";
import { decide } from "../policy/decide.ts";
import type { Outcome, Refusal } from "../policy/refusal.ts";
import { originForm } from "../policy/target.ts";
import { vetAddresses } from "../policy/vet_addresses.ts";
import type { Field, Fields } from "../wire/field.ts";
import { withoutFields } from "../wire/fields.ts";
import type { Asked } from "./asked.ts";
import type { Judged } from "./judge.ts";
import { bodyText } from "./body_text.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./refuse.ts";
import { sameReading } from "./same_reading.ts";
import { relay } from "./relay.ts";
import { answerReaders } from "./answer_readers.ts";
import { screenInterim } from "./screened_answer.ts";
import type { Answer } from "./upstream/send.ts";
import { noteVerdict } from "./note_verdict.ts";
import { offerFields, type WebSocketOffer } from "./websocket/offer.ts";
import { openWebSocket } from "./websocket/open_websocket.ts";

/** A request with its verdict. */
export interface Allowed extends Judged {
  /** The field that carries the route's credential. */
  readonly credential: Field | undefined;
  /** The WebSocket that it opens, if any. */
  readonly offer?: WebSocketOffer | undefined;
}

/** Sends an allowed request and relays the answer; the only caller of the upstreams. */
export async function forward(parts: Parts, asked: Asked, allowed: Allowed): Promise<void> {
  const { target, route, fields, body, held, offer } = allowed;
  const { method } = asked.head;
  let vetted: readonly string[] = [];
  const vet = (addresses: readonly string[]): Outcome<readonly string[]> => {
    const { table } = parts.live.current;
    let current = route;
    // Each load makes its routes anew: another one means that a reload came since the verdict.
    if (table.find(target.host) !== route) {
      const decision = decide(table, { method, target, fields });
      if (decision.kind === "refuse") return { ok: false, refusal: decision.refusal };
      if (!sameReading(route, decision.route)) return { ok: false, refusal: CHANGED };
      current = decision.route;
    }
    const outcome = vetAddresses(current, target, addresses, parts.ownListeners());
    if (outcome.ok) vetted = outcome.value;
    return outcome;
  };
  if (parts.live.current.log === 2) {
    const text = held ? bodyText(fields, held) : "<streamed>";
    parts.log({
      event: "egress_request",
      host: target.host,
      method,
      path: originForm(target),
      headers: fields,
      body: text,
    });
  }
  const isSent = () => offer === undefined && (body.done || held !== undefined);
  const readers = () => answerReaders(parts, route, target.host);
  let answer: Answer | undefined;
  /** What ends an open WebSocket, which wants to be told. */
  const socketEnd = new AbortController();
  const landed = parts.flights.add({
    allowedBy(table) {
      const decision = decide(table, { method, target, fields });
      return decision.kind === "forward" &&
        // What has been read and sent is sent; of what still streams the rest would be read in the old way.
        (isSent() || sameReading(route, decision.route)) &&
        (vetted.length === 0 ||
          vetAddresses(decision.route, target, vetted, parts.ownListeners()).ok);
    },
    lasting: offer !== undefined,
    end: (why) => (answer?.switched ? socketEnd : asked.abort).abort(why),
  });
  try {
    const sent = await parts.upstreams.send(
      {
        method,
        target,
        fields: sentFields(allowed, asked.body.length),
        body,
        trailers: () => withoutFields(body.trailers, droppedNames(route)),
        held,
        upgrades: offer !== undefined,
        connected: () => asked.trace?.mark("connected"),
        // Our own 100 asked for the body already. An agent that has left is no fault of the upstream.
        interim: async (head) => {
          if (head.status === 100) return;
          const told = (verdict: AnswerVerdict) => noteVerdict(parts, asked, head.status, verdict);
          await screenInterim(await readers(), head, told);
          await asked.reply.interim(head).catch(() => {});
        },
      },
      vet,
      asked.abort.signal,
    );
    if (sent.kind === "refused") return await refuse(parts, asked, sent.refusal);
    answer = sent.answer;
    asked.trace?.mark("head");
    if (offer && answer.switched) {
      await openWebSocket(parts, asked, { ...allowed, offer }, answer, socketEnd.signal);
    } else {
      await relay(parts, asked, await readers(), answer);
    }
  } finally {
    answer?.close();
    landed();
  }
}

const CHANGED: Refusal = {
  status: 503,
  reason: "route-changed",
  text: "egress: the route was changed while the request was under way; send it again",
};

/**
 * The agent's fields but for those that are ours to write: Host, framing and credential.
 *
 * @param announced the body's length as the agent announced it
 */
function sentFields(
  { target, route, credential, fields, body, offer }: Allowed,
  announced: number | undefined,
): Fields {
  const host: Field = ["Host", writeAuthority(target.scheme, target)];
  const dropped = withoutFields(fields, droppedNames(route));
  const sent = (offer ? offerFields(dropped) : dropped)
    .map((field) => field[0].toLowerCase() === "host" ? host : field);
  if (credential) sent.push(credential);
  if (body.length === undefined) return [...sent, ["Transfer-Encoding", "chunked"]];
  if (body.length === announced) return sent;
  // It was announced in chunks, or redaction has changed it.
  return [...withoutFields(sent, CONTENT_LENGTH), ["Content-Length", String(body.length)]];
}

const CONTENT_LENGTH: ReadonlySet<string> = new Set(["content-length"]);
