/**
 * Law: an approval means one value and one host, is forgotten with the process, and does not hold the
 * value.
 */
import { createHmac } from "node:crypto";
import { limits } from "../limits.ts";
import type { Secret } from "../secret.ts";

export interface Approval {
  /** The id of the proposal that the operator approved. */
  readonly proposal: string;
}

/** What the operator approved since the start. */
export interface Approvals {
  /** Undefined unless this very value may go to this very host (`policy/host.ts`). */
  approved(host: string, value: Secret): Approval | undefined;
  remember(host: string, value: Secret, approval: Approval): void;
  /** What stands for value and host where they must not be kept. */
  identity(host: string, value: Secret): string;
}

/** @param key random, of this process; whoever has it can try values */
export function createApprovals(
  key: Uint8Array = crypto.getRandomValues(new Uint8Array(32)),
  most: number = limits.approvals,
): Approvals {
  const approvals = new Map<string, Approval>();
  const identity = (host: string, value: Secret) =>
    // The length keeps host and value apart; UTF-16 keeps every string apart from every other.
    createHmac("sha256", key)
      .update(`${host.length}:${host}`, "utf16le")
      .update(value.reveal(), "utf16le")
      .digest("base64");
  return {
    approved: (host, value) => approvals.get(identity(host, value)),
    remember(host, value, approval) {
      const [oldest] = approvals.keys();
      if (approvals.size >= most && oldest !== undefined) approvals.delete(oldest);
      approvals.set(identity(host, value), approval);
    },
    identity,
  };
}
