// @ts-check
/// <reference lib="dom" />
/** @import { Api } from "./api.js" */
/** @import { listLearned } from "../list_learned.ts" */
import { element, part } from "./dom.js";
import { plural } from "./format.js";

/** @typedef {Awaited<ReturnType<typeof listLearned>>} Learned */

/** What denied requests would need, as text to be copied into routes.yaml. @param {Api} api */
export function createLearnedView(api) {
  const body = part("learned-body", HTMLElement);
  const section = part("learned", HTMLElement);
  let drawn = "";
  return {
    async refresh() {
      /** @type {Learned} */
      const { learning, routes, left_out, text } = await api.get("/api/learned");
      section.hidden = !learning;
      if (!learning || text === drawn) return;
      drawn = text;
      if (routes.length === 0) {
        const words = "Nothing was denied that a route could allow.";
        body.replaceChildren(element("p", { class: "nothing" }, words));
        return;
      }
      const left = left_out === 0 ? "" : ` ${plural(left_out, "request")} found no place in it.`;
      body.replaceChildren(
        element(
          "p",
          { class: "summary" },
          `The least that would have allowed what was denied. Nothing of it is in force: read it, and copy what you mean to allow into the routes file.${left}`,
        ),
        element("pre", { class: "proposal", tabindex: "0" }, text),
      );
    },
  };
}
