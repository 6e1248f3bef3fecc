import { cutIntoUnits } from "./cut_into_units.ts";
import type { EventSplitter } from "./stream_event.ts";
import { utf8Of } from "./utf8_of.ts";

/**
 * Cuts `application/x-ndjson`: every line that is not blank is an event. The record separator that a line of
 * `application/json-seq` begins with (RFC 7464) is none of it.
 */
export function lineSplitter(): EventSplitter {
  return cutIntoUnits({
    find: (text, from) => text.indexOf("\n", from) + 1 || -1,
    read(raw) {
      const data = utf8Of(raw).replace(SEPARATORS, "").trim();
      return data === "" ? undefined : { data, name: "", id: "" };
    },
  });
}

// deno-lint-ignore no-control-regex -- it is one
const SEPARATORS = /^\x1e+/;
