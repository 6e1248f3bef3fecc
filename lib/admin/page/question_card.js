// @ts-check
/// <reference lib="dom" />
/** @import { ShownQuestion } from "../list_questions.ts" */
import { element, setText } from "./dom.js";
import { formatAge, formatLeft, plural } from "./format.js";

/** Milliseconds from which on the time left is said to be short. */
const SHORT_MS = 30_000;

/**
 * @typedef {object} QuestionCard
 * @property {HTMLLIElement} root can be focused
 * @property {ShownQuestion} question
 * @property {(question: ShownQuestion) => void} update
 * @property {(now: number) => void} tick shows age and time left, by `performance.now`
 * @property {boolean} isWritten whether somebody writes a reason
 * @property {() => void} leave the question has gone; `acts.left` is called when nobody writes any more
 * @property {() => void} openApproval asks for the reason
 * @property {() => boolean} closeApproval whether it was open
 * @property {(busy: boolean, words: string) => void} state whether an answer is under way, and what to say
 */

/**
 * A held request with its buttons. An approval needs a reason, which its form asks for, and so cannot be
 * given by one key that was meant for something else.
 *
 * @param {ShownQuestion} first
 * @param {number} heldMs how long a request is held
 * @param {{ approve(reason: string): void, reject(): void, left(): void,
 *   open(request: number): void }} acts
 * @returns {QuestionCard}
 */
export function questionCard(first, heldMs, acts) {
  let question = first;
  let read = performance.now();
  let gone = false;
  const left = element("span", { class: "left" });
  const age = element("span");
  const waits = element("button", { type: "button", class: "link" });
  const bar = element("i");
  const words = element("p", { class: "state" });
  const button = (/** @type {string} */ words, /** @type {string} */ key, kind = "") =>
    element(
      "button",
      { type: "button", class: kind, "aria-keyshortcuts": key, "data-key": key },
      words,
    );
  const approve = button("Approve", "a", "main");
  const reject = button("Reject", "r", "danger");
  const about = `${first.method} ${first.host}${first.path}`;
  approve.setAttribute("aria-label", `Approve ${about}`);
  reject.setAttribute("aria-label", `Reject ${about}`);
  const buttons = element("div", { class: "acts" }, approve, reject);

  const reasonId = `reason-${first.id}`;
  const reason = element("input", {
    ...{ id: reasonId, type: "text", required: true, maxlength: 4_000, autocomplete: "off" },
    placeholder: "the deploy key of this job",
  });
  const form = element(
    "form",
    { hidden: true },
    element("label", { for: reasonId }, `Why may it go to ${first.host}?`),
    reason,
    element("button", { type: "submit", class: "main" }, "Approve"),
    element("button", { type: "button" }, "Cancel"),
  );
  /** A path may be broken behind its slashes, so that names stay whole. */
  const path = first.path.split(/(?<=\/)/).flatMap((name) => [name, element("wbr")]);

  const titleId = `question-${first.id}`;
  const root = element(
    "li",
    { class: "question", tabindex: -1, "aria-labelledby": titleId, "data-question": first.id },
    element(
      "div",
      { class: "what" },
      element(
        "h3",
        { id: titleId },
        element("span", { class: "method" }, first.method),
        " ",
        element("strong", {}, first.host),
        element("span", { class: "path" }, ...path),
      ),
      element("p", { class: "found" }, first.found),
      ...(first.context === "" ? [] : [contextOf(first.context)]),
      element("p", { class: "told" }, "asked ", age, " ago · ", waits),
    ),
    element("div", { class: "time" }, left, element("span", { class: "unit" }, "left")),
    element("div", { class: "answer" }, buttons, form, words),
    element("div", { class: "meter", "aria-hidden": "true" }, bar),
  );

  const close = () => {
    const was = !form.hidden;
    if (gone) acts.left();
    form.hidden = true;
    buttons.hidden = false;
    if (was) approve.focus();
    return was;
  };
  const open = () => {
    buttons.hidden = true;
    form.hidden = false;
    reason.focus();
  };
  approve.addEventListener("click", open);
  // The second click of two would meet the next question, which moves up to where this one was.
  reject.addEventListener("click", ({ detail }) => {
    if (detail < 2) acts.reject();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const why = reason.value.trim();
    if (why !== "" && !gone) acts.approve(why);
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (gone && !(relatedTarget instanceof Node && form.contains(relatedTarget))) acts.left();
  });
  form.lastElementChild?.addEventListener("click", close);
  waits.addEventListener("click", () => {
    const [request] = question.requests;
    if (request !== undefined) acts.open(request);
  });

  /** @param {number} now */
  const tick = (now) => {
    const passed = now - read;
    const leftMs = Math.max(0, question.left_ms - passed);
    setText(left, formatLeft(leftMs));
    setText(age, formatAge(question.age_ms + passed));
    root.classList.toggle("short", leftMs < SHORT_MS);
    bar.style.transform = `scaleX(${Math.min(1, leftMs / heldMs).toFixed(4)})`;
  };
  /** @param {ShownQuestion} next */
  const update = (next) => {
    question = next;
    read = performance.now();
    const count = next.requests.length;
    setText(waits, count === 1 ? "1 request waits" : `${plural(count, "request")} wait`);
    waits.disabled = count === 0;
    tick(read);
  };
  update(first);
  return {
    root,
    get question() {
      return question;
    },
    update,
    tick,
    get isWritten() {
      return form.contains(document.activeElement);
    },
    leave() {
      gone = true;
      setText(words, "It has gone: it was answered, timed out, or its agent has left.");
    },
    openApproval: open,
    closeApproval: close,
    state(busy, text) {
      // Not `disabled`, which would take the focus away from what is used.
      root.setAttribute("aria-busy", String(busy));
      setText(words, text);
    },
  };
}

/** The redacted text round what was found, in which the places of values stand out. @param {string} text */
function contextOf(text) {
  const parts = text.split(/(\*{8,})/).map((one, index) =>
    index % 2 === 0 ? one : element("mark", {}, one)
  );
  return element("pre", { class: "context", "aria-label": "Text round it" }, ...parts);
}
