// @ts-check
/**
 * @typedef {object} ServerEvent
 * @property {string} name
 * @property {string} data
 */

/** Characters of one event: fifty requests with long paths are a tenth of it. */
const MOST_CHARS = 8_000_000;

/**
 * Reads server-sent events out of a text that comes in slices. `EventSource` would do it, but can send
 * no Authorization field.
 *
 * @returns {(slice: string) => ServerEvent[]} the events that are whole with this slice
 * @throws {Error} for an event without an end
 */
export function createEventReader() {
  let rest = "";
  return (slice) => {
    const blocks = (rest + slice).split("\n\n");
    rest = blocks.pop() ?? "";
    if (rest.length > MOST_CHARS) throw new Error("the stream of events has one without an end");
    return blocks.map(readBlock).filter(({ data }) => data !== "");
  };
}

/** @param {string} block @returns {ServerEvent} empty data for a comment, which keeps the line open */
function readBlock(block) {
  let name = "message";
  let data = "";
  for (const line of block.split("\n")) {
    if (line.startsWith("event: ")) name = line.slice(7);
    else if (line.startsWith("data: ")) data += line.slice(6);
  }
  return { name, data };
}
