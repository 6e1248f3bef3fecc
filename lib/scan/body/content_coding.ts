import { limits } from "../../limits.ts";
import type { Steps } from "../steps.ts";
import type { Budget } from "./budget.ts";
import { type Compression, inflate, type Inflated } from "./inflate.ts";

/** The bytes under one content coding, or why they must not pass unread. */
export type Decoded =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "refuse"; readonly reason: string };

/**
 * Undoes one declared content coding (RFC 9110 section 8.4.1), its name in lower case. An unknown
 * coding, data that does not decode to its very end, and output beyond the budget are refused: what
 * could not be read must not pass. An empty body under a coding is empty.
 */
export function* undoCoding(
  coding: string,
  bytes: Uint8Array,
  budget: Budget,
): Steps<Decoded> {
  const compressions = COMPRESSIONS.get(coding);
  if (compressions === undefined) {
    const name = /^[a-z0-9._-]{1,32}$/.test(coding) ? coding : "of an unusual name";
    return refuse(`unknown content coding ${name}`);
  }
  if (bytes.length === 0) return { kind: "bytes", bytes };
  for (const compression of compressions) {
    const result = yield* inflate(compression, bytes, allowedBytes(bytes, budget));
    if (result.kind === "too-large") return refuse(tooLarge(coding));
    if (result.kind === "broken" || !result.complete) continue;
    budget.decodedBytes -= result.bytes.length;
    return { kind: "bytes", bytes: result.bytes };
  }
  return refuse(`body does not decode as its declared content coding ${coding}`);
}

/** How many bytes may come out of these: within the budget, and no more than a ratio that texts reach. */
export function allowedBytes(bytes: Uint8Array, budget: Budget): number {
  const byRatio = Math.max(limits.bodyInflateFreeBytes, bytes.length * limits.bodyInflateRatio);
  return Math.max(0, Math.min(byRatio, budget.decodedBytes));
}

/**
 * Undoes compressed data that nobody declared, as far as it goes, and pays for it. Data can expand much
 * and then prove broken, which costs time and gives nothing: so a short probe comes first, and data
 * that breaks after it pays as if all had come out.
 */
export function* tryInflate(
  compression: Compression,
  bytes: Uint8Array,
  budget: Budget,
): Steps<Inflated> {
  const allowed = allowedBytes(bytes, budget);
  const probeBytes = Math.min(limits.bodyProbeBytes, allowed);
  const probe = yield* inflate(compression, bytes, probeBytes, true);
  if (probe.kind === "broken") budget.decodedBytes -= probeBytes;
  if (probe.kind === "bytes") budget.decodedBytes -= probe.bytes.length;
  if (probe.kind !== "too-large") return probe;
  const result = yield* inflate(compression, bytes, allowed, true);
  budget.decodedBytes -= result.kind === "bytes" ? result.bytes.length : allowed;
  return result;
}

/** The words for output beyond `allowedBytes`. */
export function tooLarge(coding: string): string {
  const mebibytes = limits.bodyDecodedBytes / (1024 * 1024);
  return `${coding} data in the body expands beyond ${limits.bodyInflateRatio} times its size or ${mebibytes} MiB`;
}

/** Senders write both zlib data and bare deflate data under the name deflate (RFC 9110 section 8.4.1.2). */
const COMPRESSIONS: ReadonlyMap<string, readonly Compression[]> = new Map([
  ["gzip", ["gzip"]],
  ["x-gzip", ["gzip"]],
  ["deflate", ["zlib", "deflate-raw"]],
  ["br", ["br"]],
  ["zstd", ["zstd"]],
]);

function refuse(reason: string): Decoded {
  return { kind: "refuse", reason };
}
