// @ts-check
/// <reference lib="dom" />
/** @import { RequestRecord } from "../../observe/request_record.ts" */
/** @import { RequestRow } from "./request_row.js" */
import { part } from "./dom.js";
import { requestRow } from "./request_row.js";
import { scrollToShow, virtualWindow } from "./virtual_window.js";

/**
 * The list of requests: a grid of which only the rows in sight are elements. The grid has the focus, and
 * says by `aria-activedescendant` which of its rows is the selected one, since rows come and go.
 *
 * @param {(id: number) => void} open
 */
export function createRequestList(open) {
  const grid = part("grid", HTMLDivElement);
  const body = part("rows", HTMLDivElement);
  const heads = /** @type {HTMLElement} */ (grid.firstElementChild);
  /** @type {readonly RequestRecord[]} */
  let records = [];
  /** @type {RequestRow[]} */
  const rows = [];
  /** The id; 0 for none. */
  let selected = 0;
  let rowHeight = 32;
  let frame = 0;

  const sight = () => ({
    scrollTop: grid.scrollTop,
    viewHeight: Math.max(0, grid.clientHeight - heads.offsetHeight),
    rowHeight,
    count: records.length,
  });

  const draw = () => {
    frame = 0;
    if (grid.clientHeight === 0) return;
    let { first, end } = virtualWindow(sight());
    while (rows.length < end - first) {
      const row = requestRow();
      rows.push(row);
      body.append(row.root);
    }
    const height = rows[0]?.root.offsetHeight ?? 0;
    if (height > 0 && height !== rowHeight) {
      // The style has another height for narrow lists.
      rowHeight = height;
      ({ first, end } = virtualWindow(sight()));
    }
    body.style.height = `${records.length * rowHeight}px`;
    rows.forEach((row, place) => {
      const record = records[first + place];
      row.root.hidden = record === undefined || first + place >= end;
      if (record === undefined || row.root.hidden) return row.root.removeAttribute("id");
      row.show(record, first + place, record.id === selected);
      row.root.style.transform = `translateY(${(first + place) * rowHeight}px)`;
    });
    const inSight = rows.some(({ root, id }) => !root.hidden && id === selected);
    if (inSight) grid.setAttribute("aria-activedescendant", `request-${selected}`);
    else grid.removeAttribute("aria-activedescendant");
  };
  const drawSoon = () => {
    frame ||= requestAnimationFrame(draw);
  };

  /** @param {number} index */
  const select = (index) => {
    const record = records[Math.max(0, Math.min(records.length - 1, index))];
    if (record === undefined) return;
    selected = record.id;
    grid.scrollTop = scrollToShow(sight(), records.indexOf(record));
    draw();
  };
  const place = () => records.findIndex(({ id }) => id === selected);

  grid.addEventListener("scroll", drawSoon, { passive: true });
  new ResizeObserver(drawSoon).observe(grid);
  grid.addEventListener("focus", () => {
    if (place() < 0) select(Math.floor(grid.scrollTop / rowHeight));
  });
  grid.addEventListener("click", (event) => {
    const root = event.target instanceof Element ? event.target.closest("[role=row]") : null;
    const row = rows.find((one) => one.root === root);
    if (row === undefined) return;
    selected = row.id;
    draw();
    open(row.id);
  });
  grid.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(sight().viewHeight / rowHeight) - 1);
    /** @type {Readonly<Record<string, number>>} */
    const steps = {
      ...{ ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page },
      ...{ Home: -Infinity, End: Infinity },
    };
    const step = steps[event.key];
    if (event.key === "Enter" && place() >= 0) open(selected);
    else if (step !== undefined) select(Math.max(0, place()) + step);
    else return;
    event.preventDefault();
  });

  return {
    /**
     * @param {readonly RequestRecord[]} next
     * @param {boolean} sameFilter what came on top must not move what is being read
     */
    show(next, sameFilter) {
      const top = records[Math.floor(grid.scrollTop / rowHeight)];
      const before = records;
      records = next;
      grid.setAttribute("aria-rowcount", String(next.length + 1));
      if (!sameFilter) grid.scrollTop = 0;
      else if (grid.scrollTop > 0 && top !== undefined && before !== next) {
        const now = next.findIndex(({ id }) => id <= top.id);
        const moved = now - before.indexOf(top);
        body.style.height = `${next.length * rowHeight}px`;
        if (now >= 0 && moved !== 0) grid.scrollTop += moved * rowHeight;
      }
      // At once: a frame with the scroll moved and the rows not would flicker.
      draw();
    },
    draw: drawSoon,
    focus: () => grid.focus(),
    get hasFocus() {
      return document.activeElement === grid;
    },
    /** Whether there was one that way. @param {1 | -1} step */
    move(step) {
      if (document.activeElement !== grid) {
        grid.focus();
        return records.length > 0;
      }
      const next = place() + step;
      if (next < 0) return false;
      select(next);
      return true;
    },
  };
}
