// @ts-check
/// <reference lib="dom" />
/** @import { Api } from "./api.js" */
/** @import { ExplainStep } from "../../observe/explain_trace.ts" */
/** @import { RequestRecord } from "../../observe/request_record.ts" */
import { element, part } from "./dom.js";
import { formatBytes, formatClock, formatDuration } from "./format.js";
import { stageBars } from "./stage_bars.js";
import { verdictBadge } from "./verdict_badge.js";

/**
 * One request, and rule by rule why it became what it did.
 *
 * @param {Api} api
 * @param {() => void} closed
 */
export function createRequestDetail(api, closed) {
  const root = part("detail", HTMLElement);
  /** 0: none. */
  let shown = 0;
  /** @type {RequestRecord | undefined} */
  let last;

  const close = () => {
    if (shown === 0) return false;
    const had = root.contains(document.activeElement);
    shown = 0;
    last = undefined;
    root.hidden = true;
    root.replaceChildren();
    if (had) closed();
    return true;
  };

  /** @param {readonly Node[]} children */
  const fill = (...children) => {
    const button = element(
      "button",
      { type: "button", class: "close", "aria-label": "Close" },
      "✕",
    );
    button.addEventListener("click", close);
    root.replaceChildren(button, ...children);
  };

  /** @param {number} id @param {boolean} focus */
  const read = async (id, focus) => {
    try {
      /** @type {{ readonly request: RequestRecord, readonly steps: readonly ExplainStep[] }} */
      const { request, steps } = await api.get(`/api/requests/${id}`);
      if (shown !== id) return;
      last = request;
      // Who reads on, or stands on the button, stays where they are.
      const { scrollTop } = root;
      const held = root.contains(document.activeElement) && document.activeElement?.className;
      fill(...content(request, steps));
      root.scrollTop = focus ? 0 : scrollTop;
      if (!focus && held === "close") root.querySelector("button")?.focus();
      else if (focus || held) title()?.focus();
    } catch (error) {
      if (shown !== id) return;
      const why = error instanceof Error ? error.message : String(error);
      fill(heading(`Request ${id}`), element("p", {}, why));
      if (focus) title()?.focus();
    }
  };
  const title = () => root.querySelector("h2");

  return {
    /** @param {number} id */
    open(id) {
      shown = id;
      root.hidden = false;
      return read(id, true);
    },
    /** Reads again what has not ended. @param {readonly RequestRecord[]} records that have changed */
    changed(records) {
      const next = records.find(({ id }) => id === shown);
      if (next !== undefined && last?.stages.end_ms === null) void read(shown, false);
    },
    close,
  };
}

/** @param {string} words */
function heading(words) {
  return element("h2", { id: "detail-title", tabindex: -1 }, words);
}

/**
 * @param {RequestRecord} request
 * @param {readonly ExplainStep[]} steps
 */
function content(request, steps) {
  const { scheme, host, port, path, text, status, route, match, findings } = request;
  const usual = port === null || port === (scheme === "https" ? 443 : 80);
  const target = host === ""
    ? "a target that cannot be read"
    : `${scheme}://${host}${usual ? "" : `:${port}`}${path}`;
  const entry = match === null ? "" : `, entry ${match} of its matches`;
  /** @type {readonly (readonly [string, string | null])[]} */
  const facts = [
    ["Route", route === null ? "none" : `${route}${entry}`],
    ["Status", status === null ? null : String(status)],
    ["Reason", request.reason],
    ["Protocol", `${request.protocol}${request.upgraded ? ", WebSocket" : ""}`],
    ["Begun", formatClock(request.start_ms)],
    ["Sent", formatBytes(request.bytes_up)],
    ["Received", formatBytes(request.bytes_down)],
    ["Held", request.stages.held_ms === null ? null : formatDuration(request.stages.held_ms)],
    ["Question", request.proposal],
    ["Decision", request.decision],
    ["Failed at", request.upstream_stage],
  ];
  return [
    heading(`Request ${request.id}`),
    element("p", { class: "headline" }, verdictBadge(request), ` ${request.method} `),
    element("p", { class: "target" }, target),
    ...(text === null ? [] : [element("p", { class: "words" }, text)]),
    element("h3", {}, "Why, rule by rule"),
    element("ol", { class: "steps" }, ...steps.map(stepItem)),
    ...(findings.length === 0 ? [] : [
      element("h3", {}, "Found"),
      element(
        "ul",
        { class: "findings" },
        ...findings.map(({ kind, detector, surface, severity, count }) =>
          element(
            "li",
            {},
            element("strong", {}, kind),
            ` in ${surface}${count > 1 ? `, ${count} times` : ""}`,
            element("small", {}, `${detector}, ${severity}`),
          )
        ),
      ),
    ]),
    element("h3", {}, "Time"),
    stageBars(request.stages),
    element("h3", {}, "Facts"),
    element(
      "dl",
      { class: "facts" },
      ...facts.flatMap(([name, value]) =>
        value === null ? [] : [element("dt", {}, name), element("dd", {}, value)]
      ),
    ),
  ];
}

/** What a sign means is read out; it is drawn by the style. */
const OUTCOMES = { pass: "passed", refuse: "refused", skip: "not asked" };

/** @param {ExplainStep} step */
function stepItem({ name, outcome, detail }) {
  return element(
    "li",
    { "data-outcome": outcome },
    element("strong", {}, name),
    element("span", { class: "unseen" }, ` ${OUTCOMES[outcome]}: `),
    element("span", { class: "detail" }, detail),
  );
}
