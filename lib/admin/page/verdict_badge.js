// @ts-check
/// <reference lib="dom" />
/** @import { RequestRecord } from "../../observe/request_record.ts" */
import { element } from "./dom.js";

/**
 * A verdict in a word; its colour says nothing that the word does not.
 *
 * @param {Pick<RequestRecord, "verdict" | "stages">} record
 */
export function verdictWord({ verdict, stages }) {
  // Allowed, and its answer goes on: an event stream, a download, a WebSocket.
  return verdict === "forwarded" && stages.end_ms === null ? "open" : verdict;
}

/** @param {Pick<RequestRecord, "verdict" | "stages">} record */
export function verdictBadge(record) {
  const word = verdictWord(record);
  return element("span", { class: "badge", "data-verdict": word }, word);
}
