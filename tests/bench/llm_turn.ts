import { conversation } from "./conversation.ts";

/** A request to an LLM: whole JSON of at most `bytes` bytes, a message less than asked for. */
export function llmTurn(bytes: number, seed: number): string {
  const text = conversation(bytes - "]}".length, seed);
  const last = text.lastIndexOf(',{"role":');
  return `${text.slice(0, last)}]}`;
}
