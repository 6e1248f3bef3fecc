import { limits } from "../../limits.ts";
import type { Engine } from "../engine.ts";
import type { Finding } from "../finding.ts";
import type { InjectionScanner } from "../injection/injection_scanner.ts";
import type { ScanOptions } from "../to_findings.ts";
import { Halt } from "./halt.ts";

/** What becomes of a body that cannot be judged: `refuse` on the way out, `pass` on the way in. */
export type Unreadable = "refuse" | "pass";

/** What the stages of one body share. */
export interface Work {
  readonly engine: Engine;
  readonly options: ScanOptions;
  readonly unreadable: Unreadable;
  /** What also reads the texts for signs of injection, on the way in. */
  readonly signs: InjectionScanner | undefined;
  /** Keeps what is new of these; one that blocks is thrown as a `Halt`. `views`: what was undone before. */
  found(findings: readonly Finding[], views: readonly string[]): void;
  /** Everything found since it was asked last. */
  takeFindings(): Finding[];
  /** Says that so many bytes were looked at: after some of them others get a turn. */
  looked(bytes: number): Promise<void>;
  /** What is to be freed when the body is done with. */
  readonly closers: Set<() => void>;
  /** Each decides by what is there, where it waits to see how a text goes on. */
  readonly hesitating: Set<() => Promise<void>>;
}

/** @param turn called after every `limits.streamPieceBytes` that were looked at */
export function work(
  engine: Engine,
  options: ScanOptions,
  unreadable: Unreadable,
  turn: () => void | Promise<void>,
  signs?: InjectionScanner,
): Work {
  const told = new Set<string>();
  let findings: Finding[] = [];
  let sinceTurn = 0;
  return {
    engine,
    options,
    unreadable,
    signs,
    closers: new Set(),
    hesitating: new Set(),
    found(found, views) {
      let blocks = false;
      for (const finding of found) {
        blocks ||= finding.severity === "block";
        const value = finding.value?.reveal() ?? finding.reason;
        const key = `${finding.detector} ${finding.kind} ${value}`;
        if (told.has(key)) continue;
        // Warnings of an endless stream must not fill the memory.
        if (told.size >= limits.streamWarnings && finding.severity !== "block") continue;
        told.add(key);
        findings.push(under(views, finding));
      }
      if (blocks) throw new Halt(undefined);
    },
    takeFindings() {
      const taken = findings;
      findings = [];
      return taken;
    },
    async looked(bytes) {
      sinceTurn += bytes;
      if (sinceTurn < limits.streamPieceBytes) return;
      sinceTurn = 0;
      await turn();
    },
  };
}

/** Spans count in the body's own bytes, so what was undone has none. */
function under(views: readonly string[], finding: Finding): Finding {
  if (views.length === 0) return finding;
  return { ...finding, views: [...views, ...finding.views], span: undefined };
}
