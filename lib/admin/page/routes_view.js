// @ts-check
/// <reference lib="dom" />
/** @import { Api } from "./api.js" */
/** @import { listRoutes } from "../list_routes.ts" */
import { element, part } from "./dom.js";
import { formatCount, plural } from "./format.js";
import { matchWords, routeWords } from "./route_words.js";

/** @typedef {ReturnType<typeof listRoutes>["routes"][number]} CountedRoute */

/** The routes in force, and how often each decided. @param {Api} api */
export function createRoutesView(api) {
  const body = part("routes-body", HTMLElement);
  let drawn = "";
  return {
    async refresh() {
      /** @type {{ readonly routes: readonly CountedRoute[] }} */
      const { routes } = await api.get("/api/routes");
      const text = JSON.stringify(routes);
      if (text === drawn) return;
      drawn = text;
      if (routes.length === 0) {
        const words = "No routes are loaded: everything is refused.";
        body.replaceChildren(element("p", { class: "nothing" }, words));
        return;
      }
      const never = routes.filter(({ allowed }) => allowed === 0).length;
      body.replaceChildren(
        element(
          "p",
          { class: "summary" },
          `${plural(routes.length, "route")} in the order of the file; ${
            never === 0 ? "every one allowed something" : `${never} never allowed anything`
          } since the start or their last change.`,
        ),
        element("ul", { class: "routes" }, ...routes.map(routeItem)),
      );
    },
  };
}

/** @param {CountedRoute} counted */
function routeItem({ route, allowed, refused, matches }) {
  const entries = route.matches?.map((match, index) => {
    const count = matches[index] ?? 0;
    return element(
      "li",
      { class: count === 0 ? "never" : "" },
      element("code", {}, matchWords(match)),
      element("span", { class: "count" }, count === 0 ? "never" : formatCount(count)),
    );
  });
  return element(
    "li",
    { class: "route" },
    element(
      "header",
      {},
      element("h3", {}, route.host),
      ...(allowed === 0
        ? [element("span", { class: "badge", "data-verdict": "never" }, "never")]
        : []),
      element("span", { class: "count" }, `${formatCount(allowed)} allowed`),
      element(
        "span",
        { class: refused > 0 ? "count bad" : "count muted" },
        `${formatCount(refused)} refused`,
      ),
    ),
    element("p", { class: "muted" }, routeWords(route).join(" · ") || "as it is by default"),
    ...(entries === undefined
      ? [element("p", { class: "muted" }, "The whole host, any method.")]
      : [element("ol", { class: "matches" }, ...entries)]),
  );
}
