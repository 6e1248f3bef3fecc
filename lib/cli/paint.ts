import type { Terminal } from "./terminal.ts";

export type Colour = "bold" | "dim" | "green" | "red" | "yellow";

const CODES: Readonly<Record<Colour, number>> = { bold: 1, dim: 2, green: 32, red: 31, yellow: 33 };

/** The text in a colour, where the terminal shows any (ECMA-48 section 8.3.117). */
export function paint({ colour }: Pick<Terminal, "colour">, name: Colour, text: string): string {
  return colour ? `\x1b[${CODES[name]}m${text}\x1b[0m` : text;
}
