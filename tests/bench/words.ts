import type { Summary } from "./summarise.ts";

/** A rate as it is written, with its unit. */
export function rateWords(rate: number | null, unit: Summary["unit"]): string {
  if (rate === null) return "cannot";
  if (unit === "bytes") return `${rounded(rate / 1e6)} MB/s`;
  return `${rounded(rate)}/s`;
}

/** A number with three digits that count, or all before its point; nothing for none. */
export function rounded(number: number | null): string {
  if (number === null || !Number.isFinite(number)) return "";
  if (Math.abs(number) < 10) return number.toFixed(2);
  if (Math.abs(number) < 100) return number.toFixed(1);
  return number.toFixed(0);
}

export function megabytes(bytes: number | null | undefined): string {
  return bytes === undefined || bytes === null ? "" : `${(bytes / 1e6).toFixed(0)} MB`;
}

/** Processor time, in microseconds, or in milliseconds where these would be long. */
export function processorWords(us: number | null): string {
  if (us === null) return "";
  return us < 10_000 ? `${rounded(us)} µs` : `${rounded(us / 1000)} ms`;
}
