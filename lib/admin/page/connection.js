// @ts-check
/// <reference lib="dom" />
/** @import { ConnectionState } from "./follow_events.js" */
import { announce } from "./announce.js";
import { part, setText } from "./dom.js";

/**
 * Says whether what the page shows is of this moment.
 *
 * @param {() => void} tryNow
 */
export function createConnection(tryNow) {
  const root = part("connection", HTMLElement);
  const words = part("connection-words", HTMLElement);
  const button = part("connect-now", HTMLButtonElement);
  /** @type {ConnectionState} */
  let state = { kind: "connecting" };
  let wasLost = false;
  button.addEventListener("click", tryNow);
  globalThis.addEventListener("online", tryNow);

  const draw = () => {
    if (state.kind !== "lost") {
      return setText(words, state.kind === "live" ? "Live" : wasLost ? "Trying" : "Connecting");
    }
    const seconds = Math.max(0, Math.ceil((state.again - performance.now()) / 1000));
    setText(words, `Disconnected, again in ${seconds} s`);
  };
  setInterval(draw, 500);
  return {
    /** @param {ConnectionState} next */
    show(next) {
      if (next.kind === "lost" && !wasLost) announce(`Disconnected: ${next.why}`, { urgent: true });
      if (next.kind === "live" && wasLost) announce("Connected again");
      if (next.kind !== "connecting") wasLost = next.kind === "lost";
      state = next;
      root.title = next.kind === "lost" ? next.why : "";
      // While it tries, it is still disconnected.
      root.dataset.state = wasLost ? "lost" : next.kind;
      button.hidden = next.kind !== "lost";
      draw();
    },
  };
}
