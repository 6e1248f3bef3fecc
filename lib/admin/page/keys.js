// @ts-check
/// <reference lib="dom" />
import { part } from "./dom.js";

/** Where the choice is kept that keys of one letter are off. */
const OFF = "egress-keys-off";

/**
 * Keys of one letter, everywhere but where somebody writes. They can be switched off, since speech input
 * may type them unmeant.
 *
 * @param {Readonly<Record<string, () => void>>} acts by key
 * @param {() => boolean} escape
 */
export function listenToKeys(acts, escape) {
  const dialog = part("keys", HTMLDialogElement);
  const on = part("single-keys", HTMLInputElement);
  const help = () => dialog.showModal();
  on.checked = sessionStorage.getItem(OFF) === null;
  on.addEventListener("change", () => {
    if (on.checked) sessionStorage.removeItem(OFF);
    else sessionStorage.setItem(OFF, "1");
  });
  part("help", HTMLButtonElement).addEventListener("click", help);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
    if (event.key === "Escape") {
      if (escape()) event.preventDefault();
      return;
    }
    if (isWriting(event.target) || !on.checked || document.body.dataset.state !== "open") return;
    const act = event.key === "?" ? help : acts[event.key];
    // A key that is held down is not meant more often than once, but to move.
    if (act === undefined || (event.repeat && event.key !== "j" && event.key !== "k")) return;
    event.preventDefault();
    act();
  });
}

/** @param {EventTarget | null} target */
function isWriting(target) {
  return target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== "checkbox");
}
