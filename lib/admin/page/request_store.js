// @ts-check
/** @import { RequestRecord, Verdict } from "../../observe/request_record.ts" */
/** @import { Filter } from "./filter.js" */
import { fits, searchText } from "./filter.js";

/** As many as the sidecar keeps (`observedRequests`). */
const MOST = 10_000;

/**
 * The newest requests by their id. Ids rise by one, so that a place in an array is enough and what is
 * missing shows.
 *
 * @typedef {ReturnType<typeof createRequestStore>} RequestStore
 */
export function createRequestStore(most = MOST) {
  /** @type {({ record: RequestRecord, text: string } | undefined)[]} */
  let slots = [];
  let newest = 0;

  /** @param {number} id */
  const at = (id) => {
    const slot = slots[id % most];
    return slot?.record.id === id ? slot : undefined;
  };
  const oldest = () => Math.max(1, newest - most + 1);

  return {
    /** @param {readonly RequestRecord[]} records new ones, and known ones that have changed */
    put(records) {
      for (const record of records) {
        if (record.id <= newest - most) continue;
        const known = at(record.id)?.record;
        if (known !== undefined && isEarlier(record, known)) continue;
        slots[record.id % most] = { record, text: searchText(record) };
        newest = Math.max(newest, record.id);
      }
    },
    /** @param {number} id */
    get: (id) => at(id)?.record,
    clear() {
      slots = [];
      newest = 0;
    },
    get newest() {
      return newest;
    },
    /**
     * Those that fit, the newest first, and how many there are of each verdict whether it is chosen or
     * not.
     *
     * @param {Filter} filter
     */
    select(filter) {
      const records = [];
      /** @type {Partial<Record<Verdict, number>>} */
      const counts = {};
      let all = 0;
      const anyVerdict = { ...filter, verdicts: new Set() };
      for (let id = newest; id >= oldest(); id--) {
        const slot = at(id);
        if (slot === undefined) continue;
        all++;
        const { record, text } = slot;
        if (!fits(anyVerdict, record.verdict, text)) continue;
        counts[record.verdict] = (counts[record.verdict] ?? 0) + 1;
        if (fits(filter, record.verdict, text)) records.push(record);
      }
      return { records, counts, all };
    },
    /**
     * The lowest id that should be here and is not; undefined where nothing is missing.
     *
     * @param {number} there the newest id that the sidecar has
     */
    lowestGap(there) {
      for (let id = Math.max(1, there - most + 1); id <= there; id++) {
        if (at(id) === undefined) return id;
      }
      return undefined;
    },
    /** The newest that have not ended, whose changes may have been missed. @param {number} count */
    unfinished(count) {
      const ids = [];
      for (let id = newest; id >= oldest() && ids.length < count; id--) {
        const record = at(id)?.record;
        if (record !== undefined && record.stages.end_ms === null) ids.push(id);
      }
      return ids;
    },
  };
}

/**
 * Whether a record is from an earlier moment: lists and events come by two ways, and one may overtake
 * the other.
 *
 * @param {RequestRecord} record
 * @param {RequestRecord} known
 */
function isEarlier(record, known) {
  const { judged_ms, end_ms } = record.stages;
  return (end_ms === null && known.stages.end_ms !== null) ||
    (judged_ms === null && known.stages.judged_ms !== null) ||
    (record.proposal === null && known.proposal !== null);
}
