// @ts-check
/// <reference lib="dom" />
/**
 * Law: the token stands in this tab's `sessionStorage` and in memory, never in a URL that is sent, a
 * cookie, or the history.
 */
import { readFragment } from "./read_fragment.js";

const NAME = "egress-token";

/** The operator's token: out of the link that the sidecar printed, or out of the form. */
export function createSessionToken() {
  let token = sessionStorage.getItem(NAME) ?? "";
  return {
    get: () => token,
    /** @param {string} next empty: forgotten */
    set(next) {
      token = next;
      if (next === "") sessionStorage.removeItem(NAME);
      else sessionStorage.setItem(NAME, next);
    },
    /** Takes the token out of the URL, and says what else stands there. */
    takeFragment() {
      const fragment = readFragment(location.hash);
      if (fragment.token !== undefined) {
        this.set(fragment.token);
        history.replaceState(null, "", `${location.pathname}${location.search}${fragment.rest}`);
      }
      return fragment;
    },
  };
}
