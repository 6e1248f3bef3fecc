/**
 * Law: nothing reaches the log but through here, and every text passes the redaction here.
 */
import type { LogLevel } from "../config/config.ts";
import { limits } from "../limits.ts";
import type { HeaderList, LogEvent } from "./event.ts";

export interface LogWriterOptions {
  readonly level: () => LogLevel;
  readonly redact: (text: string) => string;
  /** One line, without its newline. */
  readonly write: (line: string) => void;
}

/** Writes an event if the level asks for it. Never throws: a log must not decide about traffic. */
export type LogWriter = (event: LogEvent) => void;

export function createLogWriter({ level, redact, write }: LogWriterOptions): LogWriter {
  return (event) => {
    try {
      if (level() < lowestLevel(event)) return;
      write(safeJson(redactEvent(event, redact)));
    } catch {
      // Redaction or the writing failed. The event is lost rather than written as it was.
      try {
        write(LOST);
      } catch {
        // Standard error is gone; there is nobody left to tell.
      }
    }
  };
}

const LOST = '{"event":"internal_error","reason":"egress: a log event could not be written"}';

function lowestLevel(event: LogEvent): LogLevel {
  switch (event.event) {
    case "egress_token_supervise":
    case "internal_error":
      return 0;
    case "egress_block":
    case "egress_warn":
    case "egress_token_allowed":
    case "egress_upstream_error":
      return 1;
    case "egress_request":
    case "egress_response":
      return 2;
    default:
      return event satisfies never;
  }
}

/** The event as it is written. What is no string, number or list of headers has no place in one. */
function redactEvent(event: LogEvent, redact: (text: string) => string): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(event)) {
    if (key === "headers") written.headers = redactHeaders(value, redact);
    else if (key === "body") Object.assign(written, redactBody(String(value), redact));
    else if (typeof value === "number") written[key] = value;
    else if (value !== undefined) written[key] = redactField(String(value), redact);
  }
  // The name is one of ours; a known secret that happens to be part of it must not change it.
  written.event = event.event;
  return written;
}

/**
 * A path of 16 KiB is the agent's to write and ours to redact: of a long text only the beginning is, and is
 * shown without the margin at its end, where a cut may have left half of something unknown.
 */
function redactField(text: string, redact: (text: string) => string): string {
  const margin = limits.logFieldMarginChars;
  if (text.length <= limits.logFieldChars + margin) return redact(text);
  const redacted = redact(text.slice(0, limits.logFieldChars + margin));
  return `${redacted.slice(0, Math.max(0, redacted.length - margin))}…`;
}

/** Fields whose value is a credential whatever it looks like. */
const credentialNames: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "set-cookie",
  "x-api-key",
]);

function redactHeaders(
  headers: HeaderList,
  redact: (text: string) => string,
): Record<string, string> {
  const written = new Map<string, string>();
  for (const [name, value] of headers) {
    // An agent chooses names as well as values.
    const key = redact(name);
    const shown = credentialNames.has(name.toLowerCase()) ? "********" : redact(value);
    const before = written.get(key);
    written.set(key, before === undefined ? shown : `${before}, ${shown}`);
  }
  return Object.fromEntries(written);
}

/**
 * The first 16 KiB (UTF-8). It is redacted before it is cut, since a cut through a secret would leave
 * its first half unknown; of a longer body only a window is redacted, and the margin at the window's
 * own end is never shown for the same reason.
 */
function redactBody(
  body: string,
  redact: (text: string) => string,
): { body: string; body_truncated?: true } {
  const margin = limits.logRedactionMarginChars;
  const whole = body.length <= limits.logBodyBytes + margin;
  const redacted = redact(whole ? body : body.slice(0, limits.logBodyBytes + margin));
  const shown = whole ? redacted : redacted.slice(0, Math.max(0, redacted.length - margin));
  const { read } = new TextEncoder().encodeInto(shown, new Uint8Array(limits.logBodyBytes));
  if (whole && read === shown.length) return { body: shown };
  return { body: shown.slice(0, read), body_truncated: true };
}

/** JSON in which nothing breaks a line, steers a terminal or turns the direction of writing. */
function safeJson(event: Record<string, unknown>): string {
  return JSON.stringify(event).replace(
    /[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
