/**
 * How long ago a time was, for people: `12s`, `5m`, `3h`, `2d`; `?` for a text that is no time.
 *
 * @param timestamp ISO 8601
 * @param now milliseconds since 1970
 */
export function ageText(timestamp: string, now: number): string {
  const then = Date.parse(timestamp);
  if (Number.isNaN(then)) return "?";
  // The clock of a container may be ahead.
  const seconds = Math.max(0, Math.floor((now - then) / 1000));
  if (seconds < 60) return `${seconds}s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}m`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}h`;
  return `${Math.floor(seconds / 86_400)}d`;
}
