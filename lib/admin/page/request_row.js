// @ts-check
/// <reference lib="dom" />
/** @import { RequestRecord } from "../../observe/request_record.ts" */
import { element, setText } from "./dom.js";
import { formatBytes, formatClock, formatDuration } from "./format.js";
import { verdictWord } from "./verdict_badge.js";

/**
 * @typedef {object} RequestRow
 * @property {HTMLDivElement} root
 * @property {number} id of the request that it shows
 * @property {(record: RequestRecord, index: number, selected: boolean) => void} show
 */

/**
 * A row of the list, which is used for one request after the other: elements are dear, texts cheap.
 *
 * @returns {RequestRow}
 */
export function requestRow() {
  const cell = (/** @type {string} */ kind, /** @type {readonly Node[]} */ ...children) =>
    element("span", { role: "gridcell", class: kind }, ...children);
  const badge = element("span", { class: "badge" });
  const [host, path, reason] = [element("strong"), element("span"), element("em")];
  const [time, method, route] = [cell("clock"), cell("method"), cell("route")];
  const [status, took, up, down] = [cell("status"), cell("took"), cell("up"), cell("down")];
  const root = element(
    "div",
    { role: "row", class: "row" },
    ...[time, cell("verdict", badge), method, cell("url", host, path, reason)],
    ...[route, status, took, up, down],
  );
  let id = 0;
  return {
    root,
    get id() {
      return id;
    },
    show(record, index, selected) {
      id = record.id;
      const word = verdictWord(record);
      root.id = `request-${id}`;
      root.setAttribute("aria-rowindex", String(index + 2));
      root.setAttribute("aria-selected", String(selected));
      setText(time, formatClock(record.start_ms));
      badge.dataset.verdict = word;
      setText(badge, word);
      setText(method, record.method);
      setText(host, record.host === "" ? "unreadable" : record.host);
      setText(path, record.path);
      setText(reason, record.reason ?? "");
      setText(route, record.route ?? "–");
      setText(status, record.status === null ? "–" : String(record.status));
      setText(took, formatDuration(record.stages.end_ms));
      setText(up, formatBytes(record.bytes_up));
      setText(down, formatBytes(record.bytes_down));
    },
  };
}
