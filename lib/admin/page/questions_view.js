// @ts-check
/// <reference lib="dom" />
/** @import { Api } from "./api.js" */
/** @import { QuestionCard } from "./question_card.js" */
/** @import { ShownQuestion } from "../list_questions.ts" */
import { announce } from "./announce.js";
import { part, setText } from "./dom.js";
import { plural } from "./format.js";
import { questionCard } from "./question_card.js";

/**
 * The held requests. The one that has the focus is the one that keys answer, so that none is answered
 * that nobody looks at.
 *
 * @param {Api} api
 * @param {{ arrived(questions: readonly ShownQuestion[]): void, open(request: number): void,
 *   counted(count: number): void }} told
 */
export function createQuestionsView(api, told) {
  const list = part("questions", HTMLUListElement);
  const words = part("waiting-words", HTMLParagraphElement);
  /** By id, the oldest first. @type {Map<string, QuestionCard>} */
  const cards = new Map();
  /** Those that were answered here and may still be in a list that was read before. */
  const answered = new Set();
  const sending = new Set();
  let heldMs = 300_000;
  let supervised = true;
  let first = true;
  /** Ids of those that have gone while somebody writes: their keys must not meet another question. */
  const gone = new Set();
  /** A list that was asked for before the one that is shown says nothing new. */
  let [asked, drawn] = [0, 0];

  const count = () => {
    const open = cards.size - gone.size;
    setText(
      words,
      open > 0
        ? plural(open, "request held", "requests held")
        : supervised
        ? "Nothing waits for you."
        : "Nobody is asked: without SUPERVISE_QUEUE_DIR and SUPERVISE_BOTTLE_SLUG, what is found is refused at once.",
    );
    list.hidden = cards.size === 0;
    told.counted(open);
  };

  /**
   * The focus goes to the next question after an answer, else to the heading: what is typed on must not
   * meet another question.
   *
   * @param {string} id
   * @param {boolean} [wasAnswered]
   */
  const remove = (id, wasAnswered = false) => {
    const card = cards.get(id);
    if (card === undefined) return;
    const had = card.root.contains(document.activeElement);
    const { nextElementSibling, previousElementSibling } = card.root;
    const next = wasAnswered ? nextElementSibling ?? previousElementSibling : undefined;
    cards.delete(id);
    gone.delete(id);
    card.root.remove();
    if (had) (next instanceof HTMLElement ? next : part("waiting-title", HTMLElement)).focus();
  };

  /**
   * @param {ShownQuestion} question
   * @param {"approve" | "reject"} verb
   * @param {string} reason
   */
  const answer = async ({ id, method, host }, verb, reason) => {
    const card = cards.get(id);
    // A second Enter is no second answer.
    if (card === undefined || sending.has(id)) return;
    sending.add(id);
    card.state(true, "Sending …");
    try {
      await api.post(`/api/questions/${id}/${verb}`, { reason });
      answered.add(id);
      announce(`${verb === "approve" ? "Approved" : "Rejected"}: ${method} ${host}`);
      remove(id, true);
      count();
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      announce(`Not sent: ${why}`, { urgent: true });
      card.state(false, `Not sent: ${why}`);
    } finally {
      sending.delete(id);
    }
  };

  /** @param {readonly ShownQuestion[]} questions */
  const show = (questions) => {
    const ids = new Set(questions.map(({ id }) => id));
    for (const [id, { question }] of [...cards]) {
      if (ids.has(id) || gone.has(id) || sending.has(id)) continue;
      if (cards.get(id)?.isWritten) {
        gone.add(id);
        cards.get(id)?.leave();
      } else remove(id);
      announce(`No longer waiting: ${question.method} ${question.host}`);
    }
    const fresh = [];
    for (const question of questions) {
      if (answered.has(question.id)) continue;
      const known = cards.get(question.id);
      if (known !== undefined) {
        known.update(question);
        continue;
      }
      const card = questionCard(question, heldMs, {
        approve: (reason) => void answer(question, "approve", reason),
        reject: () => void answer(question, "reject", ""),
        left() {
          remove(question.id);
          count();
        },
        open: told.open,
      });
      cards.set(question.id, card);
      list.append(card.root);
      fresh.push(question);
    }
    count();
    if (fresh.length > 0) told.arrived(first ? [] : fresh);
    const [one] = fresh;
    if (one !== undefined) {
      const more = fresh.length > 1 ? `, and ${fresh.length - 1} more` : "";
      announce(`Waiting for you: ${one.method} ${one.host}, ${one.found}${more}`, { urgent: true });
    }
    first = false;
  };

  const current = () =>
    [...cards.values()].find(({ root }) => root.contains(document.activeElement));
  setInterval(() => {
    const now = performance.now();
    for (const card of cards.values()) card.tick(now);
  }, 500);

  return {
    async refresh() {
      const mine = ++asked;
      /** @type {{ readonly questions: readonly ShownQuestion[] }} */
      const { questions } = await api.get("/api/questions");
      if (mine < drawn) return;
      drawn = mine;
      show(questions);
    },
    /** @param {{ readonly supervised: boolean, readonly held_seconds: number | null }} status */
    setStatus({ supervised: is, held_seconds }) {
      supervised = is;
      if (held_seconds !== null) heldMs = held_seconds * 1000;
      count();
    },
    /** Whether it is there. @param {string} id */
    focus(id) {
      const card = cards.get(id);
      card?.root.focus();
      card?.root.scrollIntoView({ block: "nearest" });
      return card !== undefined;
    },
    /** Whether there was one that way; without a focus here, the first or last. @param {1 | -1} step */
    move(step) {
      const all = [...cards.values()];
      const now = current();
      const next = now ? all.indexOf(now) + step : step > 0 ? 0 : all.length - 1;
      const card = all[next];
      card?.root.focus();
      return card !== undefined;
    },
    get hasFocus() {
      return current() !== undefined;
    },
    /** The key of an answer: without a question that has the focus, the first gets it. */
    approve() {
      const card = current();
      if (card === undefined) this.move(1);
      else card.openApproval();
    },
    reject() {
      const card = current();
      if (card === undefined) this.move(1);
      else void answer(card.question, "reject", "");
    },
    /** Whether something was open. */
    escape: () => current()?.closeApproval() ?? false,
    get size() {
      return cards.size;
    },
  };
}
