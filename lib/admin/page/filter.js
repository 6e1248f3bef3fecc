// @ts-check
/** Which requests are shown. The words are sought in what is shown, as the API's `q` does it. */
/** @import { RequestRecord, Verdict } from "../../observe/request_record.ts" */

/**
 * @typedef {object} Filter
 * @property {readonly string[]} words lower case; each must stand somewhere in the request
 * @property {ReadonlySet<Verdict>} verdicts empty: all
 */

/** Every verdict, in the order of the page's filter. @type {readonly Verdict[]} */
export const verdicts = [
  ...(/** @type {const} */ (["held", "refused", "failed", "cut"])),
  ...(/** @type {const} */ (["forwarded", "pending", "left", "answered"])),
];

/**
 * @param {string} text
 * @param {ReadonlySet<Verdict>} [chosen]
 * @returns {Filter}
 */
export function readFilter(text, chosen = new Set()) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== "");
  return { words, verdicts: chosen };
}

/**
 * What words are sought in; made once for each record, since every key that is typed asks all of them.
 *
 * @param {RequestRecord} record
 */
export function searchText(record) {
  const { method, scheme, host, path, route, verdict, reason, text, status, findings } = record;
  return [method, `${scheme}://${host}${path}`, route, verdict, reason, text, status]
    .concat(findings.map(({ kind }) => kind)).join(" ").toLowerCase();
}

/**
 * @param {Filter} filter
 * @param {Verdict} verdict
 * @param {string} text of `searchText`
 */
export function fits({ words, verdicts }, verdict, text) {
  if (verdicts.size > 0 && !verdicts.has(verdict)) return false;
  for (const word of words) if (!text.includes(word)) return false;
  return true;
}
