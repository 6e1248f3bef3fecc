// @ts-check
/** Numbers and times as the console shows them: short, and as wide as their neighbours. */

const counts = new Intl.NumberFormat("en");

/** @param {number} count `10,000` */
export function formatCount(count) {
  return counts.format(count);
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** @param {number} bytes `0 B`, `812 B`, `1.2 kB`, `34 MB`; a kilobyte has 1000 */
export function formatBytes(bytes) {
  let value = bytes;
  let unit = 0;
  // 999.5 would be written as 1000 of its unit.
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  const text = unit > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0);
  return `${text} ${UNITS[unit]}`;
}

/** @param {number | null} ms `0.4 ms`, `12 ms`, `1.24 s`, `2 min 5 s`; a dash for what is not known */
export function formatDuration(ms) {
  if (ms === null) return "–";
  if (ms < 9.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(ms < 9_995 ? 2 : 1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {number} ms of a count-down: `4:32`, and `0:00` from its end on */
export function formatLeft(ms) {
  // Rounded up, so that there is time left for as long as it does not read zero.
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** @param {number} ms `28 s`, `5 min`, `2 h`, `3 d` */
export function formatAge(ms) {
  const seconds = Math.floor(Math.max(0, ms) / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** @param {number} ms since 1970; the clock of where the page is: `14:03:22` */
export function formatClock(ms) {
  const date = new Date(ms);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, "0")).join(":");
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = `${one}s`) {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}
