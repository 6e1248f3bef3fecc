import { knownSecrets } from "../config/known_secrets.ts";
import { scanAnswerBody } from "../gate/judge_answer.ts";
import { createEngine, type Engine } from "../scan/engine.ts";
import type { Finding } from "../scan/finding.ts";
import { createInjectionScanner } from "../scan/injection/injection_scanner.ts";
import { rules } from "../scan/rules/index.ts";
import { bodyDetectors, scanBytesSteps, type ScannedBytes } from "../scan/scan_bytes.ts";
import { runSteps } from "../scan/steps.ts";
import type { CommandContext, ExitCode } from "./command.ts";
import { paint } from "./paint.ts";
import { printable } from "./printable.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usage_error.ts";

/** Reads a text as it would be read in the way of a request, or with `--in` in the way of an answer. */
type Look = (bytes: Uint8Array) => Promise<ScannedBytes>;

/** `egress scan`: the outbound or inbound detectors on files, on standard input, or on lines of JSON. */
export async function scan({ args, env, terminal }: CommandContext): Promise<ExitCode> {
  const asked = (name: string) => args.values(name).length > 0;
  if (asked("json") && asked("jsonl")) {
    throw new UsageError("--json and --jsonl exclude each other");
  }
  const engine = createEngine({ rules, secrets: knownSecrets(env) });
  for (const name of engine.rejectedSecrets) {
    terminal.warn(`egress: the value of ${name} is too short to be looked for`);
  }
  const look = asked("in") ? inbound(engine) : outbound(engine);
  const files = args.positionals.length > 0 ? args.positionals : ["-"];
  let found = false;
  const all: unknown[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    if (bytes === undefined) {
      terminal.warn(`egress: ${printable(file)} cannot be read; name a file that is there`);
      return 2;
    }
    if (asked("jsonl")) found = await scanLines(look, bytes, terminal) || found;
    else {
      const scanned = await look(bytes);
      found ||= scanned.findings.length > 0 || scanned.refused !== undefined;
      if (asked("json")) all.push(...jsonOf(scanned).map((finding) => ({ file, ...finding })));
      else tell(terminal, file, scanned);
    }
  }
  if (asked("json")) terminal.print(JSON.stringify({ findings: all }, null, 2));
  return found ? 1 : 0;
}

/** One `{"findings": [...]}` for each `{"text": ...}`, in their order. */
async function scanLines(
  look: Look,
  bytes: Uint8Array,
  terminal: Terminal,
): Promise<boolean> {
  let found = false;
  const lines = new TextDecoder().decode(bytes).split("\n");
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const scanned = await look(new TextEncoder().encode(textOf(line, index + 1)));
    const findings = jsonOf(scanned).map(({ detector, kind, severity }) => ({
      detector,
      kind,
      severity,
    }));
    found ||= findings.length > 0;
    terminal.print(JSON.stringify({ findings }));
  }
  return found;
}

function textOf(line: string, number: number): string {
  try {
    const { text } = JSON.parse(line);
    if (typeof text === "string") return text;
  } catch {
    // Said below: an error of JSON.parse would quote the line.
  }
  throw new UsageError(`line ${number} is no JSON object with a "text" that is a string`);
}

const ABOUT = { contentType: undefined, contentEncoding: [] };

function outbound(engine: Engine): Look {
  const options = { detectors: bodyDetectors, surfaceKind: "body" } as const;
  return (bytes) => runSteps(scanBytesSteps(engine, bytes, ABOUT, options));
}

/** Known secrets, which no answer may hold, and what wants to steer the agent. */
function inbound(engine: Engine): Look {
  const readers = { engine: engine.secretsOnly(), signs: createInjectionScanner() };
  return (bytes) => runSteps(scanAnswerBody(readers, bytes, ABOUT));
}

/** A body that cannot be read whole would be refused, so it counts as a finding. */
function jsonOf({ findings, refused }: ScannedBytes) {
  const told = findings.map(({ detector, kind, severity, reason, surface, views, context }) => ({
    detector: detector as string,
    kind,
    severity: severity as string,
    reason,
    surface,
    views,
    context,
  }));
  if (refused === undefined) return told;
  const unreadable = { detector: "body", kind: "unreadable", severity: "block", reason: refused };
  return [...told, { ...unreadable, surface: "body", views: [], context: "" }];
}

function tell(terminal: Terminal, file: string, { findings, refused, notes }: ScannedBytes): void {
  const name = file === "-" ? "standard input" : printable(file);
  for (const finding of findings) terminal.print(words(terminal, name, finding));
  if (refused !== undefined) {
    terminal.print(`${name}: ${paint(terminal, "red", "block")} ${refused}`);
  }
  for (const note of notes) terminal.print(`${name}: ${paint(terminal, "yellow", "note")} ${note}`);
  if (findings.length === 0 && refused === undefined) terminal.print(`${name}: nothing found`);
}

function words(terminal: Terminal, name: string, finding: Finding): string {
  const colour = finding.severity === "block" ? "red" : "yellow";
  const severity = paint(terminal, colour, finding.severity);
  return `${name}: ${severity} ${finding.reason} [${finding.detector}, ${finding.kind}]\n    ${
    printable(finding.context)
  }`;
}

async function readFile(file: string): Promise<Uint8Array | undefined> {
  try {
    if (file !== "-") return await Deno.readFile(file);
    return new Uint8Array(await new Response(Deno.stdin.readable).arrayBuffer());
  } catch {
    return undefined;
  }
}
