import { cutIntoUnits } from "./cut_into_units.ts";
import type { EventSplitter } from "./stream_event.ts";
import { utf8Of } from "./utf8_of.ts";

/** Cuts `application/x-ndjson`: every line that is not blank is an event. */
export function lineSplitter(): EventSplitter {
  return cutIntoUnits({
    find: (text, from) => text.indexOf("\n", from) + 1 || -1,
    read(raw) {
      const data = utf8Of(raw).trim();
      return data === "" ? undefined : { data, name: "", id: "" };
    },
  });
}
