// @ts-check
/// <reference lib="dom" />
/** @import { ShownQuestion } from "../list_questions.ts" */
import { announce } from "./announce.js";
import { part, setText } from "./dom.js";

/**
 * Desktop notifications of new questions, once the operator has asked for them. Browsers give them to
 * pages of loopback and of TLS alone; elsewhere there is no button.
 *
 * @param {(question: string) => void} open
 */
export function createNotices(open) {
  const button = part("notify", HTMLButtonElement);
  const there = "Notification" in globalThis && isSecureContext;
  const show = () => {
    button.hidden = !there || Notification.permission === "granted";
    const denied = there && Notification.permission === "denied";
    setText(button, denied ? "Notifications are blocked" : "Notify me");
    button.disabled = denied;
  };
  show();
  button.addEventListener("click", async () => {
    const permission = await Notification.requestPermission();
    announce(permission === "granted" ? "New questions will notify you" : "Not allowed");
    show();
  });
  return {
    /** @param {readonly ShownQuestion[]} questions that are new */
    tell(questions) {
      if (!there || Notification.permission !== "granted") return;
      // Who looks at the page sees them.
      if (!document.hidden && document.hasFocus()) return;
      for (const { id, method, host, path, found } of questions) {
        const notice = new Notification(`egress: ${method} ${host}`, {
          body: `${path}\n${found}`,
          tag: id,
          icon: "/page/icon.svg",
          requireInteraction: true,
        });
        notice.addEventListener("click", () => {
          globalThis.focus();
          open(id);
          notice.close();
        });
      }
    },
  };
}
