import { limits } from "../limits.ts";
import { pythonRepr } from "../python_repr.ts";

const NAME = "EGRESS_TOKEN_ALLOW_TIMEOUT_SECONDS";
const DEFAULT_SECONDS = 300;

export interface TokenAllowTimeout {
  readonly seconds: number;
  /** A whole line for stderr; undefined where the value was taken as it is. */
  readonly warning: string | undefined;
}

/**
 * How long a held request waits for the operator. The addon read the value with Python's `float`, so
 * white space around it, an exponent and `_` between digits are good (`1e3`, ` 5 `, `1_000`).
 * `inf` and `nan` are not, although `float` takes them: a wait without an end is no bound. A value
 * above `limits.tokenAllowTimeoutSeconds` waits for that long. Blank is the default in silence.
 */
export function tokenAllowTimeout(raw: string | undefined): TokenAllowTimeout {
  const text = (raw ?? "").trim();
  if (text === "") return { seconds: DEFAULT_SECONDS, warning: undefined };
  const seconds = FLOAT.test(text) ? Number(text.replaceAll("_", "")) : NaN;
  if (!(seconds > 0 && Number.isFinite(seconds))) {
    return {
      seconds: DEFAULT_SECONDS,
      warning: `egress: invalid ${NAME}=${pythonRepr(text)}; using default ${DEFAULT_SECONDS}s`,
    };
  }
  const bound = limits.tokenAllowTimeoutSeconds;
  if (seconds > bound) {
    return {
      seconds: bound,
      warning: `egress: ${NAME}=${pythonRepr(text)} is above the bound; using ${bound}s`,
    };
  }
  return { seconds, warning: undefined };
}

const DIGITS = "[0-9](?:_?[0-9])*";
const FLOAT = new RegExp(
  `^[+-]?(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:[eE][+-]?${DIGITS})?$`,
);
