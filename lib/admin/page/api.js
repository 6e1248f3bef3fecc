// @ts-check
/// <reference lib="dom" />
/** Law: the token goes into the Authorization field of requests to this listener, and nowhere else. */

/** Milliseconds for an answer; a busy sidecar gives one within some hundred. */
const ANSWER_MS = 15_000;

/** An answer that says no, or none; the message is for the operator. */
export class ApiFailure extends Error {
  /**
   * @param {number} status 0 where there was no answer
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * @typedef {object} Api
 * @property {<T>(path: string) => Promise<T>} get
 * @property {<T>(path: string, body: unknown) => Promise<T>} post
 * @property {(path: string, signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>} stream
 */

/**
 * Asks the sidecar's API.
 *
 * @param {() => string} token
 * @param {() => void} refused the token was wrong
 * @returns {Api} whose functions throw `ApiFailure`
 */
export function createApi(token, refused) {
  /**
   * @param {string} path
   * @param {RequestInit} init
   */
  const ask = async (path, init) => {
    /** @type {Response} */
    let response;
    try {
      response = await fetch(path, {
        ...init,
        headers: { ...init.headers, Authorization: `Bearer ${token()}` },
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
      });
    } catch {
      throw new ApiFailure(0, "the sidecar does not answer");
    }
    if (response.ok) return response;
    if (response.status === 401) refused();
    const { error } = await response.json().catch(() => ({ error: undefined }));
    throw new ApiFailure(response.status, String(error ?? `it answered ${response.status}`));
  };
  const signal = () => AbortSignal.timeout(ANSWER_MS);
  return {
    get: async (path) => await (await ask(path, { signal: signal() })).json(),
    post: async (path, body) => {
      const headers = { "Content-Type": "application/json" };
      const init = { method: "POST", headers, body: JSON.stringify(body), signal: signal() };
      return await (await ask(path, init)).json();
    },
    stream: async (path, signal) => {
      const { body } = await ask(path, { signal });
      if (body === null) throw new ApiFailure(0, "the stream of events is empty");
      return body;
    },
  };
}
