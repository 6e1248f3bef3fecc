// @ts-check
/// <reference lib="dom" />
/** The composition of the page: the parts, and what each tells the others. */
/** @import { showStatus } from "../show_status.ts" */
/** @import { RequestRecord } from "../../observe/request_record.ts" */
/** @import { ServerEvent } from "./event_reader.js" */
import { announce } from "./announce.js";
import { createApi } from "./api.js";
import { catchUp } from "./catch_up.js";
import { createConnection } from "./connection.js";
import { part, setText } from "./dom.js";
import { followEvents } from "./follow_events.js";
import { formatCount, plural } from "./format.js";
import { createHostsView } from "./hosts_view.js";
import { listenToKeys } from "./keys.js";
import { createNotices } from "./notices.js";
import { createQuestionsView } from "./questions_view.js";
import { createRequestDetail } from "./request_detail.js";
import { createRequestStore } from "./request_store.js";
import { createRequestsView } from "./requests_view.js";
import { createLearnedView } from "./learned_view.js";
import { createRoutesView } from "./routes_view.js";
import { createSessionToken } from "./session_token.js";
import { createViews } from "./views.js";

/** Milliseconds between two looks at what no event tells: totals, routes, the status. */
const LOOK_MS = 5_000;
/** Between two readings of what was missed. */
const AGAIN_MS = 2_000;

const token = createSessionToken();
const store = createRequestStore();
const api = createApi(token.get, lock);
const detail = createRequestDetail(api, () => requests.list.focus());
const requests = createRequestsView(store, open);
const notices = createNotices(goToQuestion);
const questions = createQuestionsView(api, {
  arrived: notices.tell,
  open,
  counted(count) {
    const badge = part("waiting-count", HTMLElement);
    badge.hidden = count === 0;
    setText(badge, String(count));
    document.title = count === 0 ? "egress" : `(${count}) egress`;
    document.body.classList.toggle("asked", count > 0);
  },
});
const hosts = createHostsView(api);
const routes = createRoutesView(api);
const learned = createLearnedView(api);
const views = createViews(() => {
  requests.list.draw();
  look();
});
const connection = createConnection(() => events?.now());

/** @type {ReturnType<typeof followEvents> | undefined} */
let events;
let catching = false;
/** The newest id that the sidecar was known to have. */
let there = 0;
/** Milliseconds since 1970; another sidecar begins to count anew. */
let startedMs = 0;

/** @param {number} id */
function open(id) {
  views.show("requests");
  void detail.open(id);
}

/** @param {string} id */
function goToQuestion(id) {
  views.show("waiting");
  if (questions.focus(id)) return;
  announce("That question has gone: it was answered, timed out, or its agent has left.");
}

/** Without a token that is accepted, the page has nothing but a form for it. */
function lock() {
  const had = token.get() !== "";
  token.set("");
  events?.stop();
  events = undefined;
  document.body.dataset.state = "locked";
  part("main", HTMLElement).hidden = true;
  part("locked", HTMLElement).hidden = false;
  if (had) setText(part("token-words", HTMLElement), "The sidecar does not know this token.");
  part("token", HTMLInputElement).focus();
}

/** Takes what the fragment says: at the beginning, and when another link was followed. */
async function arrive() {
  const had = token.get();
  const { question, request } = token.takeFragment();
  if (token.get() === "") return lock();
  if (events === undefined || token.get() !== had) unlock();
  if (question !== undefined) {
    await quietly(questions.refresh());
    goToQuestion(question);
  } else if (request !== undefined) open(request);
}

function unlock() {
  document.body.dataset.state = "open";
  part("main", HTMLElement).hidden = false;
  part("locked", HTMLElement).hidden = true;
  events?.stop();
  events = followEvents(api, { event: take, state: connection.show });
  void look();
}

/** @param {ServerEvent} event */
function take({ name, data }) {
  const told = JSON.parse(data);
  if (name === "hello") {
    void look();
    catchUpTo(told.newest);
  } else if (name === "questions") void quietly(questions.refresh());
  else if (name === "requests") {
    /** @type {readonly RequestRecord[]} */
    const records = told.requests;
    store.put(records);
    requests.changed();
    detail.changed(records);
    if (told.skipped > 0) catchUpTo(store.newest);
  }
}

/**
 * Reads what is missing: once at a time, and not at once again, since more may be missed meanwhile.
 *
 * @param {number} newest id that the sidecar has
 */
function catchUpTo(newest) {
  if (newest < store.newest) store.clear();
  there = newest;
  if (catching) return;
  catching = true;
  void quietly(catchUp(api, store, newest, requests.changed)).then(() =>
    setTimeout(() => {
      catching = false;
      const known = Math.max(there, store.newest);
      if (events !== undefined && store.lowestGap(known) !== undefined) catchUpTo(known);
    }, AGAIN_MS)
  );
}

/** What no event tells. */
async function look() {
  if (events === undefined || document.hidden) return;
  await quietly(api.get("/api/status").then(showFacts));
  // Other programs answer too, and a queue may be shared.
  await quietly(questions.refresh());
  if (views.shown === "hosts") await quietly(hosts.refresh());
  if (views.shown === "routes") await quietly(routes.refresh());
  if (views.shown === "routes") await quietly(learned.refresh());
}

/** @param {ReturnType<typeof showStatus>} status */
function showFacts(status) {
  if (startedMs !== 0 && status.started_ms !== startedMs) {
    store.clear();
    detail.close();
    catchUpTo(status.requests);
  }
  startedMs = status.started_ms;
  questions.setStatus(status);
  const { requests: all, under_way, version, routes: loaded } = status;
  const words = [
    plural(all, "request"),
    `${formatCount(under_way)} open`,
    plural(loaded, "route"),
    `v${version}`,
  ];
  setText(part("facts", HTMLElement), words.join(" · "));
}

/** A failure shows as a lost connection; the next look mends it. @param {Promise<void>} work */
function quietly(work) {
  return work.catch(() => {});
}

/** @param {1 | -1} step */
function move(step) {
  const { list } = requests;
  if (questions.hasFocus) {
    if (!questions.move(step) && step > 0 && views.shown === "requests") list.move(1);
  } else if (views.shown === "requests" && (list.hasFocus || questions.size === 0)) {
    if (!list.move(step)) questions.move(-1);
  } else questions.move(step);
}

listenToKeys({
  j: () => move(1),
  k: () => move(-1),
  a: () => questions.approve(),
  r: () => questions.reject(),
  "/": () => {
    views.show("requests");
    requests.focusFilter();
  },
  1: () => views.show("waiting"),
  2: () => views.show("requests"),
  3: () => views.show("hosts"),
  4: () => views.show("routes"),
}, () => questions.escape() || detail.close() || requests.escape());

part("token-form", HTMLFormElement).addEventListener("submit", (event) => {
  event.preventDefault();
  const input = part("token", HTMLInputElement);
  token.set(input.value.trim());
  input.value = "";
  unlock();
});
addEventListener("hashchange", () => void arrive());
document.addEventListener("visibilitychange", () => void look());
setInterval(() => void look(), LOOK_MS);
void arrive();
