import { seeded } from "./conversation.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Values as long as real ones under the names of the sidecar's credentials, the same in every run; known secrets that no text of the bench holds. */
export function benchSecrets(count: number): Record<string, string> {
  const random = seeded(50);
  const value = () =>
    Array.from({ length: 40 }, () => LETTERS[Math.floor(random() * LETTERS.length)]).join("");
  return Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`EGRESS_TOKEN_${i}`, value()]),
  );
}

/** How many of them every peer that looks for known secrets is given. */
export const SECRETS = 10;
