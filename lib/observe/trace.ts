import { limits } from "../limits.ts";
import { droppedNames } from "../policy/credential.ts";
import { fittingEntry } from "../policy/match.ts";
import type { Refusal } from "../policy/refusal.ts";
import type { Route } from "../policy/route.ts";
import { originForm, type Target } from "../policy/target.ts";
import { REDACTED } from "../scan/redact/redacted.ts";
import type { Finding } from "../scan/finding.ts";
import type { Decision } from "../supervise/decision.ts";
import type { Fields } from "../wire/field.ts";
import { withoutFields } from "../wire/fields.ts";
import { copied } from "./copied.ts";
import { cutAtWord } from "./cut_at_word.ts";
import type { FoundKind, UpstreamStage, Verdict } from "./request_record.ts";

/** What begins a trace. */
export interface Begun {
  readonly id: number;
  readonly method: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  /** Milliseconds since 1970. */
  readonly startMs: number;
  /** Milliseconds of a clock that never jumps. */
  readonly now: () => number;
  /** Told after each change that is worth showing, and with `ended` once and last. */
  readonly told: (trace: Trace, what: TraceChange) => void;
}

export type TraceChange = "changed" | "held" | "decided" | "ended";

/** Points in time, see `StageTimes`. */
export interface Marks {
  judged: number | undefined;
  connected: number | undefined;
  head: number | undefined;
  firstByte: number | undefined;
  end: number | undefined;
}

const NOTHING: readonly never[] = [];

/**
 * What is learned of one request while it is under way: written by the proxy, read through
 * `recordOf`, which redacts. It holds texts as the agent wrote them, in memory only. No method
 * throws. A class, since one is made for every request.
 */
export class Trace {
  readonly id: number;
  readonly startMs: number;
  readonly method: string;
  readonly protocol: string;
  verdict: Verdict = "pending";
  /** Cut to `limits.observedTargetChars`, and without a part in which something was found. */
  target: Target | undefined;
  /** Whether the target is as it was asked for. */
  isWhole = true;
  /** The one that the host had when the request came, or that allowed it. */
  route: Route | undefined;
  allowed = false;
  /** The place of the entry of `matches` that fitted. */
  match: number | undefined;
  refusal: Pick<Refusal, "reason" | "text"> | undefined;
  status: number | undefined;
  upgraded = false;
  bytesUp = 0;
  bytesDown = 0;
  scans = 0;
  scanMs = 0;
  scannedBytes = 0;
  heldMs: number | undefined;
  /** When it was first held, in milliseconds from its start. */
  heldAtMs: number | undefined;
  heldSince: number | undefined;
  proposal: string | undefined;
  decision: Decision["kind"] | undefined;
  upstreamStage: UpstreamStage | undefined;
  /** Whole microseconds from the start: small integers cost no memory beside their place. */
  readonly marksUs: Marks = {
    judged: undefined,
    connected: undefined,
    head: undefined,
    firstByte: undefined,
    end: undefined,
  };
  findings: readonly FoundKind[] = NOTHING;
  /** As they are judged; only while the request is under way, since they belong to it. */
  fields: Fields = NOTHING;
  readonly #began: number;
  readonly #now: () => number;
  readonly #told: Begun["told"];

  constructor({ id, method, protocol, startMs, now, told }: Begun) {
    this.id = id;
    this.method = copied(method);
    this.protocol = protocol;
    this.startMs = startMs;
    this.#began = now();
    this.#now = now;
    this.#told = told;
  }

  get ended(): boolean {
    return this.marksUs.end !== undefined;
  }

  /** Notes the time, the first time alone. */
  mark(mark: keyof Marks): void {
    this.marksUs[mark] ??= Math.round((this.#now() - this.#began) * 1000);
  }

  /** Where it goes, and which route that host has. */
  aimed(target: Target, route: Route | undefined): void {
    const most = limits.observedTargetChars;
    const { path, query } = target;
    this.isWhole = path.length + (query?.length ?? 0) < most;
    this.target = {
      ...target,
      host: copied(target.host),
      path: copied(path.slice(0, most)),
      query: query && copied(query.slice(0, Math.max(0, most - path.length))),
    };
    this.route = route;
    this.#told(this, "changed");
  }

  /** The fields that are judged, hop-by-hop ones left out. */
  carries(fields: Fields): void {
    this.fields = fields;
  }

  /** The verdict is that it may go on. */
  allow(
    { route, target, fields }: {
      readonly route: Route;
      readonly target: Target;
      readonly fields: Fields;
    },
  ): void {
    this.mark("judged");
    this.route = route;
    this.allowed = true;
    this.verdict = "forwarded";
    const judged = route.matches && withoutFields(fields, droppedNames(route));
    this.match = judged && fittingEntry(route, this.method, target.path, judged);
    this.#told(this, "changed");
  }

  found(findings: readonly Finding[]): void {
    for (const { detector, kind, severity, surface: place } of findings) {
      if (severity === "block" && (place === "path" || place === "query")) this.#hide(place);
      const surface = cutAtWord(place, limits.observedSurfaceChars);
      const known = this.findings.findIndex((one) => one.kind === kind && one.surface === surface);
      const before = this.findings[known];
      if (before !== undefined) {
        this.findings = this.findings.with(known, { ...before, count: before.count + 1 });
      } else if (this.findings.length < limits.observedFindings) {
        this.findings = [...this.findings, { detector, kind, severity, surface, count: 1 }];
      }
    }
  }

  /** A question about it stands in the queue. */
  held(proposal: string): void {
    this.proposal = proposal;
    this.verdict = "held";
    this.heldSince = this.#now();
    this.heldAtMs ??= this.heldSince - this.#began;
    this.#told(this, "held");
  }

  decided(decision: Decision["kind"]): void {
    this.decision = decision;
    if (this.heldSince !== undefined) {
      this.heldMs = (this.heldMs ?? 0) + this.#now() - this.heldSince;
    }
    this.heldSince = undefined;
    this.verdict = "pending";
    this.#told(this, "decided");
  }

  /** When it gives up waiting, in milliseconds since 1970; where it is not held, in the past. */
  heldUntil(timeoutSeconds: number): number {
    if (this.heldSince === undefined) return this.startMs;
    return this.startMs + (this.heldSince - this.#began) + timeoutSeconds * 1000;
  }

  /** Milliseconds, for `scanned`. */
  now(): number {
    return this.#now();
  }

  /** The detectors have worked on a held request since then, the turns of others included. */
  scanned(bytes: number, since: number): void {
    this.scans++;
    this.scanMs += this.#now() - since;
    this.scannedBytes += bytes;
  }

  /** It does not go on. */
  refused(
    { status, reason, text, hidden }: Refusal,
    how: { readonly behindHead?: boolean; readonly stage?: UpstreamStage } = {},
  ): void {
    this.mark("judged");
    this.refusal = { reason, text: cutAtWord(text, limits.observedTextChars) };
    if (hidden) this.#hide(hidden);
    this.verdict = how.behindHead ? "cut" : status >= 500 ? "failed" : "refused";
    if (!how.behindHead) this.status = status;
    this.upstreamStage = how.stage;
  }

  /** The agent has gone. */
  left(): void {
    this.verdict = "left";
  }

  /** The head of what the agent gets. */
  answered(status: number): void {
    this.mark("firstByte");
    this.status = status;
    this.upgraded = status === 101;
    // Nobody allowed or refused it: the sidecar answers by itself.
    if (this.verdict === "pending") this.verdict = "answered";
  }

  /** A message of a WebSocket, from the agent (`out`) or to it. */
  message(way: "out" | "in", bytes: number): void {
    if (way === "out") this.bytesUp += bytes;
    else this.bytesDown += bytes;
  }

  /** Nothing more comes. Idempotent. */
  end(): void {
    if (this.ended) return;
    this.mark("end");
    if (this.verdict === "pending" || this.verdict === "held") this.verdict = "left";
    this.#told(this, "ended");
    this.fields = NOTHING;
  }

  /** The value may stand there in pieces that no redaction knows. */
  #hide(part: "path" | "query"): void {
    if (this.target === undefined) return;
    const hidden = part === "path" ? { path: `/${REDACTED}` } : { query: REDACTED };
    this.target = { ...this.target, ...hidden };
    this.isWhole = false;
  }

  /** As a URL has it; empty where there is no target. */
  get path(): string {
    return this.target ? originForm(this.target) : "";
  }
}
