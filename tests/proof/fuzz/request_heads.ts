import { writeAuthority } from "../../../lib/policy/authority.ts";
import { originForm, parseTarget } from "../../../lib/policy/target.ts";
import { requestFraming } from "../../../lib/wire/framing.ts";
import { findHeadEnd } from "../../../lib/wire/head_end.ts";
import { endToEnd } from "../../../lib/wire/hop_by_hop.ts";
import type { RequestHead } from "../../../lib/wire/message.ts";
import { ProtocolError } from "../../../lib/wire/protocol_error.ts";
import { looksLikeRequest, parseRequestHead } from "../../../lib/wire/request_head.ts";
import { writeRequestHead } from "../../../lib/wire/write_head.ts";
import type { Draws } from "./draws.ts";
import { requestHead } from "./http_words.ts";
import { pieces } from "./mutate.ts";
import { type FuzzTarget, hold, same } from "./target.ts";

/** Heads of requests: one end however they are cut, one reading, and what was read is what is written. */
export const requestHeads: FuzzTarget = {
  name: "request heads",
  share: 2_000,
  check(draws, show) {
    const bytes = requestHead(draws);
    show(bytes);
    const end = endOf([bytes]);
    hold(end === endOf(pieces(draws, bytes)), "the end of a head hangs on how it is cut");
    const head = agentFault(() => parseRequestHead(bytes));
    if (head === undefined) return;
    hold(end === String(bytes.length), "a head is read whose end was not found");
    checkRead(draws, bytes, head);
  },
};

function checkRead(draws: Draws, bytes: Uint8Array, head: RequestHead): void {
  const prefix = bytes.subarray(0, draws.below(bytes.length + 1));
  hold(looksLikeRequest(prefix), "the beginning of a request does not look like one");
  const written = writeRequestHead(head.method, head.target, head.fields);
  const again = parseRequestHead(written);
  hold(same({ ...head, version: "1.1" }, again), "a head that is written is read in another way");
  agentFault(() => requestFraming(head));
  agentFault(() => endToEnd(head.fields, "agent"));
  const target = parseTarget(head.method, head.target, { kind: "proxy" });
  if (!target.ok) return;
  const { scheme, path } = target.value;
  if (path === "*") return;
  const whole = `${scheme}://${writeAuthority(scheme, target.value)}${originForm(target.value)}`;
  const reread = parseTarget(head.method, whole, { kind: "proxy" });
  hold(
    reread.ok && same(reread.value, target.value),
    "a target that is written is read in another way",
  );
}

/** Where the head ends, or why it never will, in the words of the reader. */
function endOf(cut: readonly Uint8Array[]): string {
  let held = new Uint8Array(0);
  try {
    for (const piece of cut) {
      const before = held.length;
      const more = new Uint8Array(before + piece.length);
      more.set(held);
      more.set(piece, before);
      held = more;
      const end = findHeadEnd(held, before, "agent");
      if (end >= 0) return String(end);
    }
    return "open";
  } catch (error) {
    if (error instanceof ProtocolError) return error.message;
    throw error;
  }
}

/** What it gives; undefined where the agent is told what is wrong. */
function agentFault<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProtocolError)) throw error;
    hold(error.fault === "agent", "the upstream is blamed for a request");
    hold(error.status >= 400 && error.status < 600, "a refusal has a status that is none");
    return undefined;
  }
}
