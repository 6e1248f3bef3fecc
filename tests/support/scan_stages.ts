import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { constants, type ZlibOptions } from "node:zlib";
import * as zlib from "node:zlib";
import type { AboutBody } from "../../lib/scan/body/read_body.ts";
import { createEngine, type Engine } from "../../lib/scan/engine.ts";
import type { Finding } from "../../lib/scan/finding.ts";
import { bodyDetectors } from "../../lib/scan/scan_bytes.ts";
import type { Compression } from "../../lib/scan/stream/decoder.ts";
import { Halt } from "../../lib/scan/stream/halt.ts";
import type { Stage } from "../../lib/scan/stream/stage.ts";
import { streamBody } from "../../lib/scan/stream/stream_body.ts";
import { type Unreadable, type Work, work } from "../../lib/scan/stream/work.ts";
import { sampleRules, sampleSecrets } from "./scan_samples.ts";

/** An engine with few rules and one known secret. */
export const sampleEngine = createEngine({ rules: sampleRules, secrets: sampleSecrets });

export function sampleWork(unreadable: Unreadable = "refuse", turn: () => void = () => {}): Work {
  return work(
    sampleEngine,
    { detectors: bodyDetectors, surfaceKind: "body" },
    unreadable,
    turn,
  );
}

/** A stage that keeps what it is given, and lets go all but the last `held` bytes until the end. */
export function keepingStage(held = 0): Stage & { text(): string; ended(): boolean } {
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isEnded = false;
  return {
    push(bytes) {
      pieces.push(new Uint8Array(bytes));
      length += bytes.length;
      return Promise.resolve();
    },
    end() {
      isEnded = true;
      return Promise.resolve();
    },
    cleared: () => isEnded ? length : Math.max(0, length - held),
    text: () => Buffer.concat(pieces).toString("latin1"),
    ended: () => isEnded,
  };
}

export const compress: Readonly<
  Record<Exclude<Compression, "gzip data" | "zlib data">, (bytes: Uint8Array) => Uint8Array>
> = {
  gzip: (bytes) => zlib.gzipSync(bytes, FAST),
  zlib: (bytes) => zlib.deflateSync(bytes, FAST),
  "deflate-raw": (bytes) => zlib.deflateRawSync(bytes, FAST),
  br: (bytes) =>
    zlib.brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
  zstd: (bytes) => zlib.zstdCompressSync(bytes),
};

const FAST: ZlibOptions = { level: 3 };

/** Pieces of `size` bytes. */
export function* cut(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Pushes bytes through a stage in pieces of `size`, and ends it. */
export async function through(stage: Stage, bytes: Uint8Array, size: number): Promise<void> {
  for (const piece of cut(bytes, size)) await stage.push(piece);
  await stage.end();
}

/** The words of the `Halt` that it rejects with; undefined if a finding is the reason. */
export async function haltOf(running: Promise<unknown>): Promise<string | undefined> {
  try {
    await running;
  } catch (error) {
    if (error instanceof Halt) return error.reason;
    throw error;
  }
  throw new Error("nothing was halted");
}

/** What a whole streamed body came to. */
export interface Streamed {
  readonly clean: Uint8Array;
  readonly findings: readonly Finding[];
  readonly refused: string | undefined;
  /** The most that was held after a step. */
  readonly held: number;
}

export async function stream(
  pieces: Iterable<Uint8Array>,
  about: Partial<AboutBody> = {},
  unreadable: Unreadable = "refuse",
  engine: Engine = sampleEngine,
): Promise<Streamed> {
  const body = streamBody(
    engine,
    { contentType: about.contentType, contentEncoding: about.contentEncoding ?? [] },
    { detectors: bodyDetectors, surfaceKind: "body", unreadable },
  );
  const clean: Uint8Array[] = [];
  const findings: Finding[] = [];
  let refused: string | undefined;
  let held = 0;
  const take = (step: Awaited<ReturnType<typeof body.push>>): void => {
    clean.push(...step.clean.map((bytes) => new Uint8Array(bytes)));
    findings.push(...step.findings);
    refused ??= step.refused;
    held = Math.max(held, body.held());
  };
  for (const piece of pieces) take(await body.push(piece));
  take(await body.end());
  return { clean: Buffer.concat(clean), findings, refused, held };
}

/** Ordinary lines, different from each other. */
export function lines(length: number): string {
  let text = "";
  for (let i = 0; text.length < length; i++) {
    text += `line ${i * 7919 % 1013} of words and ${i * i % 977} more\n`;
  }
  return text.slice(0, length);
}

/** Not even twelve characters in a row of the secret, as it was written, stand in what came out. */
export function assertNothingOf(secret: string, out: Uint8Array, label: string): void {
  const text = Buffer.from(out).toString("latin1");
  for (let at = 0; at + 12 <= secret.length; at++) {
    assert.equal(text.includes(secret.slice(at, at + 12)), false, label);
  }
}
