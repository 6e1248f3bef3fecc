import { limits } from "../limits.ts";
import { hideValue } from "./hide_value.ts";
import type { Question } from "./question.ts";
import { visible } from "./visible.ts";

/** What the operator is told about a request, in this order. */
const NAMES = ["host", "method", "path", "reason", "context"] as const;

export type ProposedLines = Readonly<Record<typeof NAMES[number], string>>;

/**
 * The text that the operator reads: a line each for host, method, path without its query, the reason
 * and the redacted context. Nothing in it steers a terminal, no line is endless, and the value does
 * not stand in it.
 *
 * @param redact takes other secrets out
 */
export function proposedFile(question: Question, redact: (text: string) => string): string {
  const told = { ...question, path: question.path.replace(/[?#][^]*$/, "") };
  const value = question.value.reveal();
  return NAMES.map((name) => {
    const line = visible(redact(hideValue(told[name], value)));
    const shown = line.length > limits.proposalLineChars
      ? `${line.slice(0, limits.proposalLineChars)}...`
      : line;
    return `${`${name}:`.padEnd(WIDTH)}${shown}\n`;
  }).join("");
}

const WIDTH = 9;

/** What stands in such a text; empty where it has no such line, since other programs file texts of theirs. */
export function readProposedFile(text: string): ProposedLines {
  const line = (name: string) => new RegExp(`^${name}:[ \\t]*(.*)$`, "m").exec(text)?.[1] ?? "";
  return {
    host: line("host"),
    method: line("method"),
    path: line("path"),
    reason: line("reason"),
    context: line("context"),
  };
}
