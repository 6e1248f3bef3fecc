/** Errors that no caller can catch: thrown from a tick of their own, they end a process. */
export interface Uncaught extends Disposable {
  /** Rejects with the next one. */
  readonly next: Promise<never>;
  /** Waits for the one after it. */
  renew(): void;
}

/** Takes them up until it is disposed of. */
export function takeUncaught(): Uncaught {
  let current = Promise.withResolvers<never>();
  current.promise.catch(() => {});
  const onError = (event: Event): void => {
    event.preventDefault();
    current.reject(new UncaughtError());
  };
  globalThis.addEventListener("error", onError);
  globalThis.addEventListener("unhandledrejection", onError);
  return {
    get next() {
      return current.promise;
    },
    renew() {
      current = Promise.withResolvers<never>();
      current.promise.catch(() => {});
    },
    [Symbol.dispose]() {
      globalThis.removeEventListener("error", onError);
      globalThis.removeEventListener("unhandledrejection", onError);
    },
  };
}

/** Says nothing of the error: its words may quote what was read. */
export class UncaughtError extends Error {
  override readonly name = "UncaughtError";
}
