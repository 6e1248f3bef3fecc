import { limits } from "../limits.ts";
import { writeAuthority } from "../policy/authority.ts";
import { droppedNames } from "../policy/credential.ts";
import { decide } from "../policy/decide.ts";
import type { Outcome } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import { originForm, type Target } from "../policy/target.ts";
import { vetAddresses } from "../policy/vet_addresses.ts";
import type { Field, Fields } from "../wire/field.ts";
import { withoutFields } from "../wire/fields.ts";
import type { Asked } from "./asked.ts";
import { type Body, readWhole } from "./body.ts";
import { bodyText } from "./body_text.ts";
import type { Parts } from "./parts.ts";
import { refuse } from "./refuse.ts";
import { relay } from "./relay.ts";
import type { Answer } from "./upstream/send.ts";

/** A request with its verdict. */
export interface Allowed {
  readonly target: Target;
  readonly route: Route;
  /** The agent's end-to-end fields. */
  readonly fields: Fields;
  readonly body: Body;
  /** The field that carries the route's credential. */
  readonly credential: Field | undefined;
}

/** Sends an allowed request and relays the answer; the only caller of the upstreams. */
export async function forward(parts: Parts, asked: Asked, allowed: Allowed): Promise<void> {
  const { target, route, fields } = allowed;
  const { method } = asked.head;
  let vetted: readonly string[] = [];
  const vet = (addresses: readonly string[]): Outcome<readonly string[]> => {
    const { table } = parts.live.current;
    let current = route;
    // Each load makes its routes anew: another one means that a reload came since the verdict.
    if (table.find(target.host) !== route) {
      const decision = decide(table, { method, target, fields });
      if (decision.kind === "refuse") return { ok: false, refusal: decision.refusal };
      current = decision.route;
    }
    const outcome = vetAddresses(current, target, addresses, parts.ownListeners());
    if (outcome.ok) vetted = outcome.value;
    return outcome;
  };
  // A small body is read whole first: it travels in one packet with the head and can be sent again.
  const { bytes: held, body } = await readWhole(allowed.body, limits.heldBodyBytes);
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
  let answer: Answer | undefined;
  const landed = parts.flights.add({
    allowedBy(table) {
      const decision = decide(table, { method, target, fields });
      return decision.kind === "forward" &&
        (vetted.length === 0 ||
          vetAddresses(decision.route, target, vetted, parts.ownListeners()).ok);
    },
    end: (why) => asked.abort.abort(why),
  });
  try {
    const sent = await parts.upstreams.send(
      {
        method,
        target,
        fields: sentFields(allowed, asked.body.length, body.length),
        body,
        trailers: () => withoutFields(body.trailers, droppedNames(route)),
        held,
        // Our own 100 asked for the body already. An agent that has left is no fault of the upstream.
        interim: (head) =>
          head.status === 100 ? Promise.resolve() : asked.reply.interim(head).catch(() => {}),
      },
      vet,
      asked.abort.signal,
    );
    if (sent.kind === "refused") return await refuse(parts, asked, sent.refusal);
    answer = sent.answer;
    await relay(parts, asked, target, answer);
  } finally {
    answer?.close();
    landed();
  }
}

/**
 * The agent's fields but for those that are ours to write: Host, framing and credential.
 *
 * @param announced the body's length as the agent announced it
 * @param length the body's length as it is known now
 */
function sentFields(
  { target, route, credential, fields }: Allowed,
  announced: number | undefined,
  length: number | undefined,
): Fields {
  const host: Field = ["Host", writeAuthority(target.scheme, target)];
  const sent = withoutFields(fields, droppedNames(route))
    .map((field) => field[0].toLowerCase() === "host" ? host : field);
  if (credential) sent.push(credential);
  if (length === undefined) sent.push(["Transfer-Encoding", "chunked"]);
  else if (announced === undefined) sent.push(["Content-Length", String(length)]);
  return sent;
}
