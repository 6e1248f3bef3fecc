// @ts-check
/// <reference lib="dom" />
/** @import { RequestStore } from "./request_store.js" */
/** @import { Verdict } from "../../observe/request_record.ts" */
import { element, part, setText } from "./dom.js";
import { readFilter, verdicts } from "./filter.js";
import { formatCount, plural } from "./format.js";
import { createRequestList } from "./request_list.js";

/**
 * The live list of requests with its filter.
 *
 * @param {RequestStore} store
 * @param {(id: number) => void} open
 */
export function createRequestsView(store, open) {
  const input = part("filter", HTMLInputElement);
  const shown = part("shown", HTMLElement);
  const empty = part("grid-empty", HTMLElement);
  const list = createRequestList(open);
  /** @type {Set<Verdict>} */
  const chosen = new Set();
  let drawn = "";
  let frame = 0;

  const chips = verdicts.map((verdict) => {
    const count = element("span", { class: "count" });
    const chip = element(
      "button",
      { type: "button", class: "chip", "aria-pressed": "false", "data-verdict": verdict },
      verdict,
      count,
    );
    chip.addEventListener("click", () => {
      if (!chosen.delete(verdict)) chosen.add(verdict);
      chip.setAttribute("aria-pressed", String(chosen.has(verdict)));
      drawSoon();
    });
    return { verdict, chip, count };
  });
  part("verdicts", HTMLElement).append(...chips.map(({ chip }) => chip));

  const draw = () => {
    frame = 0;
    const { records, counts, all } = store.select(readFilter(input.value, chosen));
    for (const { verdict, chip, count } of chips) {
      const many = counts[verdict] ?? 0;
      chip.hidden = many === 0 && !chosen.has(verdict);
      setText(count, formatCount(many));
    }
    const filtered = input.value.trim() !== "" || chosen.size > 0;
    setText(
      shown,
      filtered ? `${formatCount(records.length)} of ${formatCount(all)}` : plural(all, "request"),
    );
    empty.hidden = records.length > 0;
    setText(
      empty,
      all > 0
        ? "No request fits this filter. Esc clears it."
        : "No requests yet. What agents send through the proxy appears here.",
    );
    const filter = `${input.value}\n${[...chosen].join()}`;
    list.show(records, filter === drawn);
    drawn = filter;
  };
  const drawSoon = () => {
    frame ||= requestAnimationFrame(draw);
  };
  input.addEventListener("input", drawSoon);

  return {
    /** The store has changed. */
    changed: drawSoon,
    list,
    focusFilter() {
      input.focus();
      input.select();
    },
    /** Whether there was a filter to clear, or its field to leave. */
    escape() {
      const inField = document.activeElement === input;
      if (!inField && input.value === "" && chosen.size === 0) return false;
      if (inField && input.value === "") {
        list.focus();
        return true;
      }
      input.value = "";
      chosen.clear();
      for (const { chip } of chips) chip.setAttribute("aria-pressed", "false");
      drawSoon();
      return true;
    },
  };
}
