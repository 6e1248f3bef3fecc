// @ts-check
/// <reference lib="dom" />
import { part } from "./dom.js";

/** @typedef {"waiting" | "requests" | "hosts" | "routes"} View */

const BELOW = /** @type {const} */ (["requests", "hosts", "routes"]);

/**
 * Which part of the page is in sight. Where there is room, what waits stands above the others and is no
 * view of its own.
 *
 * @param {() => void} changed
 */
export function createViews(changed) {
  const main = part("main", HTMLElement);
  const narrow = matchMedia("(max-width: 720px)");
  const buttons = document.querySelectorAll("nav [data-view]");
  /** @type {View} */
  let shown = "requests";

  const draw = () => {
    main.dataset.view = shown;
    for (const view of BELOW) {
      part(view, HTMLElement).hidden = view !== (shown === "waiting" ? "requests" : shown);
    }
    for (const button of buttons) {
      const is = button instanceof HTMLElement && button.dataset.view === shown;
      button.setAttribute("aria-current", is ? "page" : "false");
    }
    changed();
  };
  /** @param {View} view */
  const show = (view) => {
    const next = view === "waiting" && !narrow.matches ? "requests" : view;
    if (next === shown) return;
    shown = next;
    draw();
  };
  narrow.addEventListener("change", () => {
    if (shown === "waiting") shown = "requests";
    draw();
  });
  for (const button of buttons) {
    button.addEventListener("click", () => {
      if (button instanceof HTMLElement) show(/** @type {View} */ (button.dataset.view));
    });
  }
  // The first drawing waits for whoever made this.
  queueMicrotask(draw);
  return {
    show,
    get shown() {
      return shown;
    },
  };
}
