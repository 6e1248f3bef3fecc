/** Something that rings, for whoever waits for it at that moment. */
export interface Bell {
  ring(): void;
  /** Resolves with the next ring behind this call. */
  next(): Promise<void>;
}

export function createBell(): Bell {
  let { promise, resolve } = Promise.withResolvers<void>();
  return {
    ring() {
      resolve();
      ({ promise, resolve } = Promise.withResolvers<void>());
    },
    next: () => promise,
  };
}
