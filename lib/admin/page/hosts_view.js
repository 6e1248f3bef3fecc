// @ts-check
/// <reference lib="dom" />
/** @import { Api } from "./api.js" */
/** @import { listHosts } from "../list_hosts.ts" */
import { element, part } from "./dom.js";
import { formatAge, formatBytes, formatCount } from "./format.js";

/** @typedef {ReturnType<typeof listHosts>["hosts"][number]} HostTotals */

/** What did not go as it was asked. */
const STOPPED = /** @type {const} */ (["refused", "failed", "cut"]);

/** What went to each host. @param {Api} api */
export function createHostsView(api) {
  const body = part("hosts-body", HTMLElement);
  let drawn = "";
  return {
    async refresh() {
      /** @type {{ readonly hosts: readonly HostTotals[] }} */
      const { hosts } = await api.get("/api/hosts");
      const text = JSON.stringify(hosts) + Math.floor(Date.now() / 10_000);
      // What did not change is not made anew under somebody's selection.
      if (text === drawn) return;
      drawn = text;
      if (hosts.length === 0) {
        body.replaceChildren(element("p", { class: "nothing" }, "Nothing was asked for yet."));
        return;
      }
      const most = Math.max(...hosts.map(({ requests }) => requests));
      const now = Date.now();
      body.replaceChildren(element(
        "table",
        { class: "hosts" },
        element("caption", { class: "unseen" }, "Totals of each host since the start"),
        element("thead", {}, heads()),
        element("tbody", {}, ...hosts.map((host) => hostRow(host, most, now))),
      ));
    },
  };
}

function heads() {
  const names = ["Host", "Route", "Requests", "Forwarded", "Stopped", "Up", "Down", "Last"];
  return element("tr", {}, ...names.map((name) => element("th", { scope: "col" }, name)));
}

/**
 * @param {HostTotals} host
 * @param {number} most requests to one host
 * @param {number} now
 */
function hostRow({ host, route, requests, verdicts, bytes_up, bytes_down, last_ms }, most, now) {
  const stopped = STOPPED.reduce((sum, verdict) => sum + (verdicts[verdict] ?? 0), 0);
  const bar = element("i", { "aria-hidden": "true" });
  bar.style.inlineSize = `${Math.max(1, requests / most * 100).toFixed(1)}%`;
  const cell = (/** @type {string} */ label, /** @type {string} */ text, kind = "") =>
    element("td", { "data-label": label, class: kind }, text);
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, host === "" ? "all further hosts" : host, bar),
    cell("Route", route === host ? "same" : route ?? "none", route === null ? "none" : "muted"),
    cell("Requests", formatCount(requests)),
    cell("Forwarded", formatCount(verdicts.forwarded ?? 0)),
    cell("Stopped", formatCount(stopped), stopped > 0 ? "bad" : "muted"),
    cell("Up", formatBytes(bytes_up)),
    cell("Down", formatBytes(bytes_down)),
    cell("Last", formatAge(now - last_ms), "muted"),
  );
}
