import { atOnce } from "./body/at_once.ts";
import { limits } from "../limits.ts";
import type { Finding } from "./finding.ts";

/** What a piece of a stream came to: bytes that may go on, and what was found in those that may not. */
export interface StreamStep {
  /** How many of the bytes pushed, behind those that may go already, are judged clean and may go too. */
  readonly cleared: number;
  readonly findings: Finding[];
}

/**
 * Scans a body while it streams. Bytes may go only when nothing that they could still become a part of
 * is a finding. After a finding that blocks nothing more may go, whatever is pushed. The bytes pushed may
 * be used again when a call is done.
 */
export interface BodyStream {
  push(bytes: Uint8Array): StreamStep;
  end(): StreamStep;
  /** The same in steps of a few milliseconds at most. The next bytes come when these are done. */
  pushSteps(bytes: Uint8Array): Generator<void, StreamStep, void>;
  endSteps(): Generator<void, StreamStep, void>;
}

/** How much a stream keeps to itself, and when it looks. */
export interface Hold {
  /** New bytes that are collected before they are looked at; at the end all are. */
  readonly batchBytes: number;
  /** From which of the bytes on they are held back, given all that are not released yet and the context before them. */
  from(bytes: Uint8Array): number;
}

/** Bytes already released that are looked at again, so that a pattern sees what stood before. */
const CONTEXT_BYTES = 256;

export function bodyStream(
  scan: (bytes: Uint8Array) => Generator<void, Finding[], void>,
  hold: Hold,
): BodyStream {
  /** `[0, released)` is context, `[released, length)` is held; `[scanned, length)` was never looked at. */
  let buffer = new Uint8Array(4096);
  let length = 0;
  let released = 0;
  let scanned = 0;
  /** Where the buffer begins in the body. */
  let base = 0;
  let blocked = false;
  const told = new Set<string>();

  function append(bytes: Uint8Array): void {
    if (length + bytes.length > buffer.length) {
      const grown = new Uint8Array(Math.max(2 * buffer.length, length + bytes.length));
      grown.set(buffer.subarray(0, length));
      buffer = grown;
    }
    buffer.set(bytes, length);
    length += bytes.length;
  }

  function* look(isEnd: boolean): Generator<void, StreamStep, void> {
    const bytes = buffer.subarray(0, length);
    const findings = (yield* scan(bytes)).filter(isNew).map(placed);
    scanned = length;
    blocked = findings.some((finding) => finding.severity === "block");
    if (blocked) return { cleared: 0, findings };
    const to = isEnd ? length : Math.min(length, Math.max(released, hold.from(bytes)));
    const cleared = to - released;
    released = to;
    forget();
    return { cleared, findings };
  }

  /** What lies far enough behind is dropped: memory does not grow with the body. */
  function forget(): void {
    const from = Math.max(0, released - CONTEXT_BYTES);
    buffer.copyWithin(0, from, length);
    base += from;
    length -= from;
    released -= from;
    scanned -= from;
  }

  function isNew(finding: Finding): boolean {
    const key = `${finding.detector} ${finding.kind} ${finding.value?.reveal() ?? ""}`;
    if (told.has(key)) return false;
    // Warnings of an endless stream must not fill the memory.
    if (told.size >= limits.streamWarnings) return finding.severity === "block";
    told.add(key);
    return true;
  }

  function placed(finding: Finding): Finding {
    const { span } = finding;
    return span === undefined
      ? finding
      : { ...finding, span: { start: span.start + base, end: span.end + base } };
  }

  function* pushSteps(bytes: Uint8Array): Generator<void, StreamStep, void> {
    let cleared = 0;
    const findings: Finding[] = [];
    for (let at = 0; at < bytes.length && !blocked; at += limits.streamPieceBytes) {
      append(bytes.subarray(at, at + limits.streamPieceBytes));
      if (length - scanned < hold.batchBytes) continue;
      const step = yield* look(false);
      cleared += step.cleared;
      findings.push(...step.findings);
    }
    return { cleared, findings };
  }

  function* endSteps(): Generator<void, StreamStep, void> {
    return blocked ? { cleared: 0, findings: [] } : yield* look(true);
  }

  return {
    push: (bytes) => atOnce(pushSteps(bytes)),
    end: () => atOnce(endSteps()),
    pushSteps,
    endSteps,
  };
}
