/**
 * The page's files as texts, so that a bundle and a binary carry them. They are written in JavaScript,
 * checked as TypeScript is, since a browser reads them as they are.
 */
import base from "./base.css" with { type: "text" };
import views from "./views.css" with { type: "text" };
import waiting from "./waiting.css" with { type: "text" };
import detailStyle from "./detail.css" with { type: "text" };
import forms from "./forms.css" with { type: "text" };
import phone from "./phone.css" with { type: "text" };
import icon from "./icon.svg" with { type: "text" };
import index from "./index.html" with { type: "text" };
import announce from "./announce.js" with { type: "text" };
import api from "./api.js" with { type: "text" };
import backoff from "./backoff.js" with { type: "text" };
import catchUp from "./catch_up.js" with { type: "text" };
import connection from "./connection.js" with { type: "text" };
import dom from "./dom.js" with { type: "text" };
import eventReader from "./event_reader.js" with { type: "text" };
import filter from "./filter.js" with { type: "text" };
import followEvents from "./follow_events.js" with { type: "text" };
import format from "./format.js" with { type: "text" };
import hostsView from "./hosts_view.js" with { type: "text" };
import keys from "./keys.js" with { type: "text" };
import learnedView from "./learned_view.js" with { type: "text" };
import main from "./main.js" with { type: "text" };
import notices from "./notices.js" with { type: "text" };
import questionCard from "./question_card.js" with { type: "text" };
import questionsView from "./questions_view.js" with { type: "text" };
import readFragment from "./read_fragment.js" with { type: "text" };
import requestDetail from "./request_detail.js" with { type: "text" };
import requestList from "./request_list.js" with { type: "text" };
import requestRow from "./request_row.js" with { type: "text" };
import requestStore from "./request_store.js" with { type: "text" };
import requestsView from "./requests_view.js" with { type: "text" };
import routeWords from "./route_words.js" with { type: "text" };
import routesView from "./routes_view.js" with { type: "text" };
import sessionToken from "./session_token.js" with { type: "text" };
import stageBars from "./stage_bars.js" with { type: "text" };
import stageSpans from "./stage_spans.js" with { type: "text" };
import verdictBadge from "./verdict_badge.js" with { type: "text" };
import viewsScript from "./views.js" with { type: "text" };
import virtualWindow from "./virtual_window.js" with { type: "text" };

/** A file of the page, as it is served. */
export interface PageFile {
  readonly contentType: string;
  readonly body: string;
}

const scripts = {
  "announce.js": announce,
  "api.js": api,
  "backoff.js": backoff,
  "catch_up.js": catchUp,
  "connection.js": connection,
  "dom.js": dom,
  "event_reader.js": eventReader,
  "filter.js": filter,
  "follow_events.js": followEvents,
  "format.js": format,
  "hosts_view.js": hostsView,
  "keys.js": keys,
  "learned_view.js": learnedView,
  "main.js": main,
  "notices.js": notices,
  "question_card.js": questionCard,
  "questions_view.js": questionsView,
  "read_fragment.js": readFragment,
  "request_detail.js": requestDetail,
  "request_list.js": requestList,
  "request_row.js": requestRow,
  "request_store.js": requestStore,
  "requests_view.js": requestsView,
  "route_words.js": routeWords,
  "routes_view.js": routesView,
  "session_token.js": sessionToken,
  "stage_bars.js": stageBars,
  "stage_spans.js": stageSpans,
  "verdict_badge.js": verdictBadge,
  "views.js": viewsScript,
  "virtual_window.js": virtualWindow,
};
const styles = {
  "base.css": base,
  "detail.css": detailStyle,
  "forms.css": forms,
  "phone.css": phone,
  "views.css": views,
  "waiting.css": waiting,
};

/**
 * The files of the console's page by their path. They are served to whoever asks, so that nothing that
 * is not in the sources may stand in them.
 */
export const pageFiles: ReadonlyMap<string, PageFile> = new Map([
  ["/", { contentType: "text/html; charset=utf-8", body: index }],
  ["/page/icon.svg", { contentType: "image/svg+xml", body: icon }],
  ...under("text/css; charset=utf-8", styles),
  ...under("text/javascript; charset=utf-8", scripts),
]);

function under(
  contentType: string,
  files: Readonly<Record<string, string>>,
): (readonly [string, PageFile])[] {
  return Object.entries(files).map(([name, body]) => [`/page/${name}`, { contentType, body }]);
}
