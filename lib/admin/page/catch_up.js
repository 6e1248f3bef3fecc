// @ts-check
/** @import { RequestRecord } from "../../observe/request_record.ts" */
/** @import { RequestPage } from "../list_requests.ts" */
/** @import { RequestStore } from "./request_store.js" */

/** As many as the API gives at a time (`listedRequestsMost`). */
const PAGE = 500;
/** Requests that are asked about one by one, such as a WebSocket of an hour ago. */
const SINGLE = 20;

/**
 * The part of `Api` that this needs. Its file is written for the types of a page, which must not come
 * among those of the tests.
 *
 * @typedef {{ get<T>(path: string): Promise<T> }} Getter
 */

/**
 * Reads what the page does not know yet: all at the beginning, what was missed after a pause.
 *
 * @param {Getter} api
 * @param {RequestStore} store
 * @param {number} newest id that the sidecar has
 * @param {() => void} changed called after each part
 * @returns {Promise<void>}
 */
export async function catchUp(api, store, newest, changed) {
  const gap = store.lowestGap(newest) ?? newest;
  /** @type {number | null} */
  let before = null;
  do {
    const from = before === null ? "" : `&before=${before}`;
    /** @type {RequestPage} */
    const page = await api.get(`/api/requests?limit=${PAGE}${from}`);
    store.put(page.requests);
    changed();
    before = page.next;
  } while (before !== null && before > gap);
  const low = before ?? 0;
  for (const id of store.unfinished(SINGLE).filter((one) => one < low)) {
    /** @type {{ readonly request: RequestRecord } | undefined} */
    const one = await api.get(`/api/requests/${id}`).catch(() => undefined);
    if (one !== undefined) store.put([one.request]);
  }
  changed();
}
