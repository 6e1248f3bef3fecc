import { dummy } from "../../../lib/scan/rules/build/dummy.ts";

/** What must not get out, by the name under which the report speaks of it. Worthless, all of them. */
export const secrets = {
  /** A vendor's token, known by its shape. */
  TOKEN: dummy("ghp_<x36>"),
  /** Known by its value: letters and digits. */
  KNOWN: dummy("<x21><x20>"),
  /** Known by its value: with signs that encodings and separators change. */
  SIGNED: dummy("<x9>!<x6>#$<x8>/+<x5>=?<x6>&"),
  /** A canary of words. */
  PHRASE: "seven lanterns over a quiet river",
  /** What the sidecar itself puts into requests, and the agent must never see. */
  INJECTED: dummy("<x40>"),
  /** Found by their shape, and put to the operator. */
  ASKED: dummy("gho_<x36>"),
  ASKED_TOO: dummy("ghu_<x36>"),
} as const;

export type SecretName = keyof typeof secrets;

/** As a sidecar's environment holds those that it knows by their value. */
export const secretEnv: Readonly<Record<string, string>> = {
  EGRESS_TOKEN_0: secrets.KNOWN,
  EGRESS_TOKEN_1: secrets.INJECTED,
  CANARY_SIGNED: secrets.SIGNED,
  CANARY_PHRASE: secrets.PHRASE,
  BOT_BOTTLE_SENSITIVE_PREFIXES: "CANARY_",
};
