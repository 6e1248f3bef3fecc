import { limits } from "../limits.ts";

/** What all held bodies take up together, so that memory has a bound whatever the number of requests. */
export interface HeldBodies {
  /** A request's own share, which it gives back as a whole. */
  share(): Share;
  /** At this moment. */
  readonly bytes: number;
}

export interface Share {
  /** Takes so many bytes more; false, and nothing is taken, where there is no room. */
  take(bytes: number): boolean;
  /** Gives so many bytes back, because they have gone on. */
  give(bytes: number): void;
  /** Has something freed at the end that hangs on the request's body. */
  atEnd(free: () => void): void;
  /** Gives all back. Idempotent. */
  end(): void;
}

export function createHeldBodies(mostBytes: number = limits.heldBodiesBytes): HeldBodies {
  let all = 0;
  return {
    get bytes() {
      return all;
    },
    share() {
      let own = 0;
      const hanging: (() => void)[] = [];
      return {
        take(bytes) {
          if (all + bytes > mostBytes) return false;
          all += bytes;
          own += bytes;
          return true;
        },
        give(bytes) {
          const given = Math.min(bytes, own);
          all -= given;
          own -= given;
        },
        atEnd(free) {
          hanging.push(free);
        },
        end() {
          all -= own;
          own = 0;
          for (const free of hanging.splice(0)) free();
        },
      };
    },
  };
}
